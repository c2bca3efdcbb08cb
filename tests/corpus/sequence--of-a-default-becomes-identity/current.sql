CREATE SEQUENCE numbers START WITH 500;
CREATE TABLE t (id integer DEFAULT nextval('numbers') PRIMARY KEY);
