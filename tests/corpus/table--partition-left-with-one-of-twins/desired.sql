-- Of two copies that are alike the table keeps the last one, since the server gives the first one's name again.
CREATE TABLE m (id integer, a integer) PARTITION BY RANGE (id);
CREATE TABLE m1 (id integer, a integer);
CREATE INDEX x1 ON m (a);
CREATE INDEX x2 ON m (a);
CREATE INDEX mine ON m1 (a);
