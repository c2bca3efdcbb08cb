-- Postgres has no way back from VALIDATE.
-- since: 18
-- refused: column public.m1.a: its NOT NULL is validated, and inherited
CREATE TABLE m (id integer, a integer) PARTITION BY RANGE (id);
CREATE TABLE m1 PARTITION OF m FOR VALUES FROM (0) TO (10);
ALTER TABLE m ADD CONSTRAINT m_a NOT NULL a NOT VALID;
