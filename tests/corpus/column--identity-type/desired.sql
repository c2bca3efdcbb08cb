-- An identity column that changes its type takes its sequence along.
-- rewrites: public.a
CREATE TABLE a (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, x text);
