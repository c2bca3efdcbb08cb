INSERT INTO parent VALUES (1);
INSERT INTO child VALUES (2, 'x', 3);
INSERT INTO joiner VALUES (3, 'x', 4);
INSERT INTO leaver VALUES (4, 'x', 5);
