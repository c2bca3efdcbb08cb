-- A sequence outlives the table that is made anew; that of an identity does not.
-- remakes: public.t, public.w, public.x
CREATE TABLE t (id bigserial PRIMARY KEY, k int) PARTITION BY RANGE (id);
CREATE TABLE t_all PARTITION OF t DEFAULT;
COMMENT ON SEQUENCE t_id_seq IS 'stays';
CREATE TABLE u (id int DEFAULT nextval('t_id_seq'));
CREATE TABLE w (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE x (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY) PARTITION BY RANGE (id);
