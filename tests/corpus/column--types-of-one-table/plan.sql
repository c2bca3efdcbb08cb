-- What differs: column.type, view.columns

-- ===== up =====
ALTER TABLE public.child ALTER COLUMN z TYPE bigint;

-- WARNING: fails on values of public.half.m that are no integer; find them: SELECT * FROM public.half WHERE NOT pg_input_is_valid(m::text, 'integer')
ALTER TABLE public.half
    ALTER COLUMN n TYPE bigint,
    ALTER COLUMN m TYPE integer USING m::integer;

ALTER TABLE public.one_each ALTER COLUMN n TYPE bigint;

ALTER TABLE public.pair
    ALTER COLUMN low TYPE bigint,
    ALTER COLUMN high TYPE bigint;

ALTER TABLE public.parent
    ALTER COLUMN x TYPE bigint,
    ALTER COLUMN y TYPE bigint;

DROP VIEW public.over_a;

-- WARNING: fails on values of public.wide.c that are no date; find them: SELECT * FROM public.wide WHERE NOT pg_input_is_valid(c::text, 'date')
ALTER TABLE public.wide
    ALTER COLUMN id TYPE bigint,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN c TYPE date USING c::date,
    ALTER COLUMN d TYPE bigint,
    ALTER COLUMN e TYPE timestamp with time zone,
    ALTER COLUMN a TYPE bigint;

CREATE VIEW public.over_a AS
 SELECT a
   FROM public.wide;

-- ===== down =====
-- WARNING: fails on values of public.child.z that are no integer; find them: SELECT * FROM public.child WHERE z NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.child ALTER COLUMN z TYPE integer;

-- WARNING: fails on values of public.half.n that are no integer; find them: SELECT * FROM public.half WHERE n NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.half
    ALTER COLUMN n TYPE integer,
    ALTER COLUMN m TYPE text;

-- WARNING: fails on values of public.one_each.n that are no integer; find them: SELECT * FROM public.one_each WHERE n NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.one_each ALTER COLUMN n TYPE integer;

-- WARNING: fails on values of public.pair.low that are no integer; find them: SELECT * FROM public.pair WHERE low NOT BETWEEN -2147483648 AND 2147483647
-- WARNING: fails on values of public.pair.high that are no integer; find them: SELECT * FROM public.pair WHERE high NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.pair
    ALTER COLUMN low TYPE integer,
    ALTER COLUMN high TYPE integer;

-- WARNING: fails on values of public.parent.x that are no integer; find them: SELECT * FROM public.parent WHERE x NOT BETWEEN -2147483648 AND 2147483647
-- WARNING: fails on values of public.parent.y that are no integer; find them: SELECT * FROM public.parent WHERE y NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.parent
    ALTER COLUMN x TYPE integer,
    ALTER COLUMN y TYPE integer;

DROP VIEW public.over_a;

-- WARNING: fails on values of public.wide.id that are no integer; find them: SELECT * FROM public.wide WHERE id NOT BETWEEN -2147483648 AND 2147483647
-- WARNING: fails on values of public.wide.b that are no character varying(20); find them: SELECT * FROM public.wide WHERE length(b::text) > 20
-- WARNING: fails on values of public.wide.d that are no integer; find them: SELECT * FROM public.wide WHERE d NOT BETWEEN -2147483648 AND 2147483647
-- WARNING: fails on values of public.wide.a that are no integer; find them: SELECT * FROM public.wide WHERE a NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.wide
    ALTER COLUMN id TYPE integer,
    ALTER COLUMN b TYPE character varying(20),
    ALTER COLUMN c TYPE text,
    ALTER COLUMN d TYPE integer,
    ALTER COLUMN e TYPE timestamp without time zone,
    ALTER COLUMN a TYPE integer;

CREATE VIEW public.over_a AS
 SELECT a
   FROM public.wide;
