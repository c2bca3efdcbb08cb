CREATE TABLE app.left_one (id integer PRIMARY KEY, r integer);
CREATE TABLE app.right_one (id integer PRIMARY KEY, l integer);
