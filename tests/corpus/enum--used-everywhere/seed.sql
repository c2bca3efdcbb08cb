INSERT INTO things VALUES (1, 'low', 'high', ROW('low', 1));
