INSERT INTO a VALUES (1, 't', '{}', 1, '(0,0)');
