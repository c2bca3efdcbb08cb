insert into demo (id, st, n) values (1, 'active', 4)
