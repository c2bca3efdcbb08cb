INSERT INTO a VALUES (1, 'b', 'c', 'd', 'e');
