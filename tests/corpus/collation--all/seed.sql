INSERT INTO lines VALUES (1, 'l', 'o');
