-- What was computed stays, also where the column that it was computed from gets another type in the same plan.
-- rewrites: public.t
CREATE TABLE t (id integer PRIMARY KEY, a bigint, b bigint);
