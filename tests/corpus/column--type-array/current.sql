CREATE TABLE tagged (id integer PRIMARY KEY, tags varchar(20)[] DEFAULT '{}', scores integer[]);
