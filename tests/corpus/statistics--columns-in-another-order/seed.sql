insert into s (b, c, d) values (1, 2, 3)
