-- Wider types need no USING; a varchar that only grows is not rewritten.
-- rewrites: public.measures
CREATE TABLE measures (id bigint PRIMARY KEY, code varchar(40), value numeric(12, 2), at timestamp(3));
CREATE INDEX measures_code ON measures (code);
