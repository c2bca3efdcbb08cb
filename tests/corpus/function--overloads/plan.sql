-- What differs: +function, -function, function.definition

-- ===== up =====
SET check_function_bodies = off;
DROP FUNCTION public.f();
DROP FUNCTION public.f(a text);

CREATE OR REPLACE FUNCTION public.f(a "char"[], b numeric)
 RETURNS text
 LANGUAGE sql
AS $function$SELECT 'a'$function$;

CREATE OR REPLACE FUNCTION public.f(INOUT a date)
 RETURNS date
 LANGUAGE sql
AS $function$SELECT a$function$;

CREATE OR REPLACE FUNCTION public.f(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 2$function$;

CREATE OR REPLACE FUNCTION public.f(a text, b integer)
 RETURNS text
 LANGUAGE sql
AS $function$SELECT 'a'$function$;

-- ===== down =====
SET check_function_bodies = off;
DROP FUNCTION public.f(a "char"[], b numeric);
DROP FUNCTION public.f(INOUT a date);
DROP FUNCTION public.f(a text, b integer);

CREATE OR REPLACE FUNCTION public.f()
 RETURNS text
 LANGUAGE sql
AS $function$SELECT 'a'$function$;

CREATE OR REPLACE FUNCTION public.f(a integer)
 RETURNS integer
 LANGUAGE sql
AS $function$SELECT 1$function$;

CREATE OR REPLACE FUNCTION public.f(a text)
 RETURNS text
 LANGUAGE sql
AS $function$SELECT 'a'$function$;
