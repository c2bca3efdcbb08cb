INSERT INTO young VALUES ('x');
