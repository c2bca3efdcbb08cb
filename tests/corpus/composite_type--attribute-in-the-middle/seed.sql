INSERT INTO t VALUES (1, ROW(1, 'x', 'y'), ARRAY[ROW(2, 'z', NULL)]::pair[]);
