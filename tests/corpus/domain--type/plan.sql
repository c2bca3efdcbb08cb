-- What differs: default.expression, domain.collation, domain.type, domain_constraint.definition

-- ===== up =====
-- domain public.ordered is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.ordered RENAME TO ordered__schemactl_old;

CREATE DOMAIN public.ordered AS text COLLATE pg_catalog."POSIX";
ALTER TABLE public.people ALTER COLUMN o TYPE public.ordered USING o::public.ordered;
DROP VIEW public.codes;
ALTER TABLE public.people ALTER COLUMN code DROP DEFAULT;
ALTER DOMAIN public.code DROP CONSTRAINT code_check;

-- domain public.code is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.code RENAME TO code__schemactl_old;

CREATE DOMAIN public.code AS text CONSTRAINT code_check CHECK ((VALUE <> ''::text));
ALTER TABLE public.people ALTER COLUMN code TYPE public.code USING code::public.code;
ALTER TABLE public.people ALTER COLUMN code SET DEFAULT 'a'::text;

CREATE VIEW public.codes AS
 SELECT code
   FROM public.people;

DROP DOMAIN public.code__schemactl_old;
DROP DOMAIN public.ordered__schemactl_old;

-- ===== down =====
-- domain public.ordered is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.ordered RENAME TO ordered__schemactl_old;

CREATE DOMAIN public.ordered AS text COLLATE pg_catalog."C";
ALTER TABLE public.people ALTER COLUMN o TYPE public.ordered USING o::public.ordered;
DROP VIEW public.codes;
ALTER TABLE public.people ALTER COLUMN code DROP DEFAULT;
ALTER DOMAIN public.code DROP CONSTRAINT code_check;

-- domain public.code is rebuilt; its columns are moved over to it.
ALTER DOMAIN public.code RENAME TO code__schemactl_old;

CREATE DOMAIN public.code AS character varying(5) CONSTRAINT code_check CHECK (((VALUE)::text <> ''::text));

-- WARNING: fails on values of public.people.code that are no character varying(5); find them: SELECT * FROM public.people WHERE length(code::text) > 5
ALTER TABLE public.people ALTER COLUMN code TYPE public.code USING code::text;

ALTER TABLE public.people ALTER COLUMN code SET DEFAULT 'a'::character varying;

CREATE VIEW public.codes AS
 SELECT code
   FROM public.people;

DROP DOMAIN public.code__schemactl_old;
DROP DOMAIN public.ordered__schemactl_old;
