-- What differs: +collation, +column, +table, -collation, collation.lc_collate, collation.lc_ctype

-- ===== up =====
CREATE COLLATION public.made (LOCALE = 'C');

CREATE TABLE public.words (
    word text COLLATE public.made
);

DROP VIEW public.ordered;
DROP INDEX public.lines_line;
DROP INDEX public.lines_lower;

-- collation public.changed is rebuilt; its columns are moved over to it.
ALTER COLLATION public.changed RENAME TO changed__schemactl_old;

CREATE COLLATION public.changed (LOCALE = 'POSIX');
COMMENT ON COLLATION public.changed IS 'bytes';
ALTER TABLE public.lines ALTER COLUMN line TYPE text COLLATE public.changed;
ALTER TABLE public.lines ALTER COLUMN other TYPE character varying(5) COLLATE public.changed;
DROP COLLATION public.changed__schemactl_old;
CREATE INDEX lines_line ON public.lines USING btree (line);
CREATE INDEX lines_lower ON public.lines USING btree (lower(line));

CREATE VIEW public.ordered AS
 SELECT ('x'::text COLLATE public.changed) AS x;

DROP COLLATION public.gone;

-- ===== down =====
CREATE COLLATION public.gone (LC_COLLATE = 'C', LC_CTYPE = 'POSIX');
DROP VIEW public.ordered;
DROP INDEX public.lines_line;
DROP INDEX public.lines_lower;

-- collation public.changed is rebuilt; its columns are moved over to it.
ALTER COLLATION public.changed RENAME TO changed__schemactl_old;

CREATE COLLATION public.changed (LOCALE = 'C');
COMMENT ON COLLATION public.changed IS 'bytes';
ALTER TABLE public.lines ALTER COLUMN line TYPE text COLLATE public.changed;
ALTER TABLE public.lines ALTER COLUMN other TYPE character varying(5) COLLATE public.changed;
DROP COLLATION public.changed__schemactl_old;
CREATE INDEX lines_line ON public.lines USING btree (line);
CREATE INDEX lines_lower ON public.lines USING btree (lower(line));

CREATE VIEW public.ordered AS
 SELECT ('x'::text COLLATE public.changed) AS x;

-- WARNING: destroys all rows of public.words.
DROP TABLE public.words;

DROP COLLATION public.made;
