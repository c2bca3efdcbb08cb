CREATE TABLE app.left_one (id bigint PRIMARY KEY, r bigint REFERENCES app.left_one);
