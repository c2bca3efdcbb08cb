CREATE TABLE app.left_one (id integer PRIMARY KEY, r integer);
CREATE TABLE app.right_one (id integer PRIMARY KEY, l integer REFERENCES app.left_one);
ALTER TABLE app.left_one ADD CONSTRAINT left_r FOREIGN KEY (r) REFERENCES app.right_one;
