CREATE POLICY mine ON app.w USING (app.double(n::integer) > 1);
-- or
CREATE POLICY mine ON app.w FOR SELECT TO reader USING (id IN (SELECT w.id FROM app.w));
-- or
CREATE POLICY mine ON app.w AS RESTRICTIVE FOR UPDATE USING (note IS NULL) WITH CHECK (n > 0);
