-- What differs: collation.lc_collate, collation.lc_ctype, collation.locale, collation.provider

-- ===== up =====
-- collation public.c is rebuilt; its columns are moved over to it.
ALTER COLLATION public.c RENAME TO c__schemactl_old;

CREATE COLLATION public.c (PROVIDER = builtin, LOCALE = 'C.UTF-8');
ALTER TABLE public.t ALTER COLUMN x TYPE text COLLATE public.c;
DROP COLLATION public.c__schemactl_old;
DROP COLLATION public.d;
CREATE COLLATION public.d (PROVIDER = builtin, LOCALE = 'C');

-- ===== down =====
-- collation public.c is rebuilt; its columns are moved over to it.
ALTER COLLATION public.c RENAME TO c__schemactl_old;

CREATE COLLATION public.c (LOCALE = 'C');
ALTER TABLE public.t ALTER COLUMN x TYPE text COLLATE public.c;
DROP COLLATION public.c__schemactl_old;
DROP COLLATION public.d;
CREATE COLLATION public.d (PROVIDER = builtin, LOCALE = 'C.UTF-8');
