-- Postgres 18: keys without overlaps, and constraints that are only a note.
-- needs: btree_gist
-- since: 18
CREATE EXTENSION btree_gist;
CREATE TABLE rooms (id integer, at daterange, PRIMARY KEY (id, at WITHOUT OVERLAPS));
CREATE TABLE stays (
    id integer PRIMARY KEY, room_id integer, at daterange, n integer CONSTRAINT n_small CHECK (n < 5) NOT ENFORCED,
    FOREIGN KEY (room_id, PERIOD at) REFERENCES rooms (id, PERIOD at)
);
CREATE TABLE others (id integer PRIMARY KEY, stay_id integer REFERENCES stays NOT ENFORCED);
