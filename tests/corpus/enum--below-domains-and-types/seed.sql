insert into t (id, d) values (1, 'a')
