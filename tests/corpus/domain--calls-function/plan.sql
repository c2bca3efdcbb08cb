-- What differs: +column, +domain, +domain_constraint, +function, +table

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE FUNCTION public.is_known(c text)
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$SELECT EXISTS (SELECT FROM known WHERE code = c)$function$;

CREATE DOMAIN public.known_code AS text CONSTRAINT known_code_check CHECK (public.is_known(VALUE));

CREATE TABLE public.uses (
    code public.known_code
);

-- ===== down =====
-- WARNING: destroys all rows of public.uses.
DROP TABLE public.uses;

DROP DOMAIN public.known_code;
DROP FUNCTION public.is_known(c text);
