CREATE TABLE app."Select" ("from" integer PRIMARY KEY, "a ""b"" c" text, "é" integer);
CREATE INDEX "I 1" ON app."Select" ("a ""b"" c", "é");
-- or
CREATE TABLE app."Select" ("from" bigint PRIMARY KEY, "a ""b"" c" varchar(5) DEFAULT 'it''s', CONSTRAINT "C ?" CHECK ("from" > 0));
COMMENT ON COLUMN app."Select"."a ""b"" c" IS E'two\nlines';
-- or
CREATE VIEW app."Select" AS SELECT 1 AS "from", 'x'::text AS "a ""b"" c";
CREATE FUNCTION app."F x"("The arg" integer) RETURNS integer LANGUAGE sql AS $_$SELECT $1 + length('$$')$_$;
