CREATE TABLE measures (id integer PRIMARY KEY, code varchar(10), value numeric(10, 2), at timestamp);
CREATE INDEX measures_code ON measures (code);
