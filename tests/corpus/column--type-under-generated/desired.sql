-- A stored generated column reads the column that changes.
-- rewrites: public.boxes
CREATE TABLE boxes (id integer PRIMARY KEY, w bigint, h integer, area bigint GENERATED ALWAYS AS (w * h) STORED);
CREATE INDEX boxes_area ON boxes (area);
