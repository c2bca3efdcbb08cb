INSERT INTO c (x, y, z, w) VALUES (5, 6, 7, 8);
