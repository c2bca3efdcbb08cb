INSERT INTO users (email) VALUES ('a@x.org'), ('b@x.org');
