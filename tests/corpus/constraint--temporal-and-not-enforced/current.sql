CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id integer, at daterange, PRIMARY KEY (id, at));
CREATE TABLE stays (id integer PRIMARY KEY, room_id integer, at daterange, n integer CONSTRAINT n_small CHECK (n < 5));
CREATE TABLE others (id integer PRIMARY KEY, stay_id integer REFERENCES stays);
