INSERT INTO m VALUES (1, 'a'), (11, 'b');
