-- What differs: column.type, materialized_view.columns, view.columns

-- ===== up =====
DROP MATERIALIZED VIEW public.kinds;
DROP VIEW public.recent_kinds;
DROP VIEW public.recent;
ALTER TABLE public.events ALTER COLUMN kind TYPE bigint;

CREATE VIEW public.recent AS
 SELECT id,
    kind
   FROM public.events
  WHERE (at > '2025-01-01 00:00:00+00'::timestamp with time zone);

GRANT SELECT ON TABLE public.recent TO reader;
COMMENT ON VIEW public.recent IS 'since this year';
COMMENT ON COLUMN public.recent.kind IS 'what happened';

CREATE VIEW public.recent_kinds AS
 SELECT DISTINCT kind
   FROM public.recent;

CREATE MATERIALIZED VIEW public.kinds AS
 SELECT kind,
    count(*) AS n
   FROM public.recent_kinds
  GROUP BY kind;

CREATE UNIQUE INDEX kinds_kind ON public.kinds USING btree (kind);

-- ===== down =====
DROP MATERIALIZED VIEW public.kinds;
DROP VIEW public.recent_kinds;
DROP VIEW public.recent;

-- WARNING: fails on values of public.events.kind that are no integer; find them: SELECT * FROM public.events WHERE kind NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.events ALTER COLUMN kind TYPE integer;

CREATE VIEW public.recent AS
 SELECT id,
    kind
   FROM public.events
  WHERE (at > '2025-01-01 00:00:00+00'::timestamp with time zone);

GRANT SELECT ON TABLE public.recent TO reader;
COMMENT ON VIEW public.recent IS 'since this year';
COMMENT ON COLUMN public.recent.kind IS 'what happened';

CREATE VIEW public.recent_kinds AS
 SELECT DISTINCT kind
   FROM public.recent;

CREATE MATERIALIZED VIEW public.kinds AS
 SELECT kind,
    count(*) AS n
   FROM public.recent_kinds
  GROUP BY kind;

CREATE UNIQUE INDEX kinds_kind ON public.kinds USING btree (kind);
