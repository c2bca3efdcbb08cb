-- What CREATE OR REPLACE can reach, and what it cannot.
CREATE TABLE t (id integer PRIMARY KEY, a text, b integer);
CREATE VIEW grows AS SELECT id, a FROM t;
CREATE VIEW shrinks AS SELECT id, a FROM t;
CREATE VIEW renamed AS SELECT id AS two FROM t;
CREATE VIEW on_shrinks AS SELECT a FROM shrinks;
CREATE VIEW options WITH (security_barrier = false, check_option = cascaded) AS SELECT id, a FROM t;
CREATE VIEW checked AS SELECT id FROM t WHERE id > 0;
CREATE VIEW made (x, y) AS SELECT 1, 'a'::text;
CREATE VIEW same AS SELECT id, a FROM t WHERE b > 1;
COMMENT ON VIEW grows IS 'grows';
GRANT SELECT ON shrinks TO reader;
ALTER VIEW same OWNER TO writer;
GRANT UPDATE (a) ON same TO reader;
COMMENT ON COLUMN same.id IS 'id';
COMMENT ON VIEW made IS 'made';
ALTER VIEW made ALTER COLUMN x SET DEFAULT 5;
