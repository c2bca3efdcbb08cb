INSERT INTO node VALUES (1, 'a', NULL, NULL), (2, 'b', 1, 'a');
