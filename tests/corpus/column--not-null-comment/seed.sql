INSERT INTO t VALUES (1, 'a', 'b', 'c');
INSERT INTO p VALUES (1, 'v');
INSERT INTO child VALUES (1);
