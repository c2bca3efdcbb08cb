-- What differs: +column, +constraint, +default, +table, -default, -sequence, column.identity, column.identity_options, column.type, sequence.maximum, sequence.type, table.access_method, table.partition_key, table.partition_key_columns, table.partitioned

-- ===== up =====
ALTER SEQUENCE public.t_id_seq OWNED BY NONE;

-- WARNING: destroys all rows of public.t.
DROP TABLE public.t;

CREATE TABLE public.t (
    id bigint NOT NULL,
    k integer,
    CONSTRAINT t_pkey PRIMARY KEY (id)
) PARTITION BY RANGE (id);

ALTER SEQUENCE public.t_id_seq AS bigint;
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
CREATE TABLE public.t_all PARTITION OF public.t DEFAULT;

-- WARNING: destroys all rows of public.w.
DROP TABLE public.w;

CREATE TABLE public.w (
    id integer GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT w_pkey PRIMARY KEY (id)
) PARTITION BY RANGE (id);

-- WARNING: destroys all rows of public.x.
DROP TABLE public.x;

CREATE TABLE public.x (
    id integer GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT x_pkey PRIMARY KEY (id)
) PARTITION BY RANGE (id);

-- ===== down =====
-- WARNING: this cannot bring back
--   all rows of public.t
--   all rows of public.w
--   all rows of public.x

ALTER SEQUENCE public.t_id_seq OWNED BY NONE;

-- WARNING: destroys all rows of public.t.
DROP TABLE public.t;

CREATE TABLE public.t (
    id integer NOT NULL,
    k integer,
    CONSTRAINT t_pkey PRIMARY KEY (id)
);

ALTER SEQUENCE public.t_id_seq AS integer;
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
ALTER TABLE public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);

-- WARNING: destroys all rows of public.w.
DROP TABLE public.w;

CREATE SEQUENCE public.w_id_seq AS integer;

CREATE TABLE public.w (
    id integer NOT NULL DEFAULT nextval('public.w_id_seq'::regclass),
    CONSTRAINT w_pkey PRIMARY KEY (id)
);

ALTER SEQUENCE public.w_id_seq OWNED BY public.w.id;

-- WARNING: destroys all rows of public.x.
DROP TABLE public.x;

CREATE TABLE public.x (
    id integer GENERATED ALWAYS AS IDENTITY,
    CONSTRAINT x_pkey PRIMARY KEY (id)
);
