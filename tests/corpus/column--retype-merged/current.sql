CREATE TABLE stamp (at timestamp, n int DEFAULT 1);
CREATE TABLE kid (at timestamp, q int) INHERITS (stamp);
CREATE TABLE grandkid (at timestamp, n int DEFAULT 3) INHERITS (kid);
CREATE VIEW late AS SELECT n FROM grandkid;
CREATE TABLE top (x int);
CREATE TABLE one () INHERITS (top);
CREATE TABLE two (x int) INHERITS (top);
CREATE TABLE leaf (x int) INHERITS (one, two);
