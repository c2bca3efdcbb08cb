INSERT INTO orders (id, total) VALUES (1, 10), (2, 20.50);
