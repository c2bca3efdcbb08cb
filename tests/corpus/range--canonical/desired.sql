-- A canonical function needs the type before the type can be made.
-- refused: range public.days has a canonical function
CREATE TABLE t (id integer);
CREATE TYPE days;
CREATE FUNCTION days_canonical(days) RETURNS days LANGUAGE internal IMMUTABLE STRICT AS 'daterange_canonical';
CREATE TYPE days AS RANGE (subtype = date, canonical = days_canonical);
