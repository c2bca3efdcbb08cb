-- A serial that became too small: column and sequence grow together.
-- rewrites: public.a
CREATE TABLE a (id bigserial PRIMARY KEY, x text);
