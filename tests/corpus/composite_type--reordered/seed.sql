INSERT INTO t (id, p, ps, h) VALUES
    (1, ROW(1, 'bb', 'cc'), ARRAY[ROW(2, 'b,"', NULL), NULL]::pair[], ROW(ROW(3, '', '(c)'), 4)),
    (2, NULL, NULL, NULL),
    (3, ROW(NULL, NULL, NULL), '{}', ROW(NULL, 5));
