INSERT INTO known VALUES ('a');
