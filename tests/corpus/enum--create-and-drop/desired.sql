-- Types with owner and privileges of their own.
CREATE TYPE fresh AS ENUM ('b', 'c');
COMMENT ON TYPE fresh IS 'made';
REVOKE USAGE ON TYPE fresh FROM PUBLIC;
GRANT USAGE ON TYPE fresh TO reader;
CREATE TYPE empty AS ENUM ();
CREATE TYPE stays AS ENUM ('x', 'y');
ALTER TYPE stays OWNER TO writer;
