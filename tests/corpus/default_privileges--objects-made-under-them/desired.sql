-- What is made under default privileges gets what they give, and what is said of it.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;
CREATE TABLE given (id integer);
CREATE TABLE taken (id integer);
REVOKE ALL ON taken FROM reader;
CREATE VIEW other AS SELECT id FROM given;
GRANT INSERT ON other TO writer;
REVOKE SELECT ON other FROM reader;
