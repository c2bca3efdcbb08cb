INSERT INTO people VALUES (1, 'ok', '{ok,happy}'), (2, 'happy', NULL);
