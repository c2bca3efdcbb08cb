-- What differs: +function, +language, -language, language.comment, language.handler, language.inline, language.privileges, language.trusted, language.validator

-- ===== up =====
SET check_function_bodies = off;
CREATE LANGUAGE made HANDLER public.handler;
ALTER LANGUAGE made OWNER TO writer;

CREATE OR REPLACE FUNCTION public.handler2()
 RETURNS language_handler
 LANGUAGE c
AS '$libdir/plpgsql', $function$plpgsql_call_handler$function$;

CREATE OR REPLACE TRUSTED LANGUAGE changes HANDLER public.handler2 INLINE public.inline VALIDATOR public.validator;
GRANT USAGE ON LANGUAGE changes TO reader;
COMMENT ON LANGUAGE changes IS NULL;

CREATE OR REPLACE FUNCTION public.uses()
 RETURNS integer
 LANGUAGE changes
AS $function$BEGIN RETURN 1; END$function$;

DROP LANGUAGE gone;

-- ===== down =====
CREATE TRUSTED LANGUAGE gone HANDLER public.handler;
DROP FUNCTION public.uses();
DROP LANGUAGE changes;
CREATE LANGUAGE changes HANDLER public.handler;
COMMENT ON LANGUAGE changes IS 'said';
DROP FUNCTION public.handler2();
DROP LANGUAGE made;
