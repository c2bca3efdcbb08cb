INSERT INTO a (id, x, y) VALUES (1, 2, 3);
