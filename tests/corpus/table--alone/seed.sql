INSERT INTO options VALUES (1);
INSERT INTO settings VALUES (1, 2);
INSERT INTO key_options VALUES (1);
