-- ALTER POLICY for roles and expressions, DROP and CREATE for the rest.
CREATE TABLE t (id integer PRIMARY KEY, owner text);
ALTER TABLE t ENABLE ROW LEVEL SECURITY;
CREATE POLICY expression ON t FOR UPDATE TO reader USING (owner = 'x') WITH CHECK (id > 1);
CREATE POLICY loses ON t FOR UPDATE TO reader USING (owner = CURRENT_USER);
CREATE POLICY roles ON t FOR SELECT TO writer, reader USING (true);
CREATE POLICY command ON t FOR ALL USING (true);
CREATE POLICY kind ON t FOR SELECT USING (true);
COMMENT ON POLICY command ON t IS 'said';
CREATE POLICY made ON t AS RESTRICTIVE FOR INSERT TO PUBLIC WITH CHECK (EXISTS (SELECT 1 FROM t AS o WHERE o.owner = t.owner));
COMMENT ON POLICY made ON t IS 'made';
