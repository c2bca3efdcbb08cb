INSERT INTO notes VALUES (1, 'first'), (2, 'second');
