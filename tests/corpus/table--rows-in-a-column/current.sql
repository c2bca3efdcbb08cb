CREATE TABLE w (id integer, n bigint);
CREATE TABLE past (id integer, was w);
