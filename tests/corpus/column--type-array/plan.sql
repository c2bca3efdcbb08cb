-- What differs: column.type, default.expression

-- ===== up =====
ALTER TABLE public.tagged ALTER COLUMN tags DROP DEFAULT;

ALTER TABLE public.tagged
    ALTER COLUMN scores TYPE bigint[],
    ALTER COLUMN tags TYPE text[];

ALTER TABLE public.tagged ALTER COLUMN tags SET DEFAULT '{}'::text[];

-- ===== down =====
ALTER TABLE public.tagged ALTER COLUMN tags DROP DEFAULT;

ALTER TABLE public.tagged
    ALTER COLUMN scores TYPE integer[],
    ALTER COLUMN tags TYPE character varying(20)[];

ALTER TABLE public.tagged ALTER COLUMN tags SET DEFAULT '{}'::character varying[];
