INSERT INTO people VALUES (1, 'a', 'a@x.org'), (2, 'b', 'b@x.org');
