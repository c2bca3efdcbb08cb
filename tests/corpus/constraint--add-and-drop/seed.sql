INSERT INTO parents VALUES (1, 'c');
INSERT INTO a VALUES (1, 1, '[1,2)', 'c'), (2, 2, '[3,4)', NULL);
