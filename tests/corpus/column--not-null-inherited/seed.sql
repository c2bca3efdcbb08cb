INSERT INTO own VALUES (1, 'x', 'y', 'z');
INSERT INTO merged VALUES (2, 'x', 'y', 'z');
INSERT INTO says VALUES (3, 'x', 'y', 'z');
