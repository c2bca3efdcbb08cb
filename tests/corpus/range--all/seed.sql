INSERT INTO spans VALUES (1, '[1,2)', '{[1,2)}', '{"[1,2)"}');
