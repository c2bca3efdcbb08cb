-- Every option, and the column that a sequence belongs to.
CREATE SEQUENCE made AS smallint INCREMENT BY -1 START WITH -5 CYCLE;
COMMENT ON SEQUENCE made IS 'down';
GRANT USAGE ON SEQUENCE made TO reader;
CREATE SEQUENCE counts AS bigint;
CREATE SEQUENCE plain INCREMENT BY 10 MAXVALUE 1000 CACHE 20;
ALTER SEQUENCE plain OWNER TO writer;
GRANT SELECT, UPDATE ON SEQUENCE plain TO reader;
CREATE SEQUENCE owned;
CREATE SEQUENCE free;
CREATE TABLE t (id integer PRIMARY KEY, n bigint, m bigint DEFAULT nextval('free'));
ALTER SEQUENCE free OWNED BY t.m;
