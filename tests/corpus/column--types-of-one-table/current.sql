CREATE TABLE wide (id int PRIMARY KEY, a int, b varchar(20), c text, d int CHECK (d > 0), e timestamp);
CREATE INDEX wide_a_d ON wide (a, d);
CREATE VIEW over_a AS SELECT a FROM wide;
CREATE TABLE parent (x int, y int);
CREATE TABLE child (z int) INHERITS (parent);
CREATE TABLE pair (low int, high int, CHECK (low < high));
CREATE TABLE one_each (n int);
CREATE TABLE half (n int, m text);
