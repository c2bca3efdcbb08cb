-- Bodies that are text, and name what comes after them; bodies that are parsed, and need it.
CREATE TABLE base (id integer);
CREATE FUNCTION a() RETURNS bigint LANGUAGE sql AS $$SELECT z()$$;
CREATE FUNCTION z() RETURNS bigint LANGUAGE sql AS $$SELECT count(*) FROM zz$$;
CREATE TABLE zz (id integer DEFAULT 1);
CREATE FUNCTION needs() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT z() + (SELECT count(*) FROM zz); END;
CREATE VIEW v AS SELECT needs() AS n;
CREATE FUNCTION of_v() RETURNS SETOF v LANGUAGE sql BEGIN ATOMIC SELECT n FROM v; END;
