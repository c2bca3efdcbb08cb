-- What differs: function.definition, function.window, procedure.argument_modes, procedure.arguments, procedure.definition, procedure.identity_arguments, procedure.parsed_body

-- ===== up =====
SET check_function_bodies = off;

CREATE OR REPLACE PROCEDURE public.p(IN a integer)
 LANGUAGE sql
BEGIN ATOMIC
 INSERT INTO public.t (id)
   VALUES (p.a);
END;

DROP PROCEDURE public.q(INOUT a integer);

CREATE OR REPLACE PROCEDURE public.q(IN a integer)
 LANGUAGE sql
AS $procedure$SELECT 1$procedure$;

DROP FUNCTION public.w();

CREATE OR REPLACE FUNCTION public.w()
 RETURNS bigint
 LANGUAGE internal
 WINDOW IMMUTABLE
AS $function$window_row_number$function$;

-- ===== down =====
SET check_function_bodies = off;

CREATE OR REPLACE PROCEDURE public.p(IN a integer)
 LANGUAGE sql
AS $procedure$INSERT INTO t VALUES (a)$procedure$;

DROP PROCEDURE public.q(IN a integer);

CREATE OR REPLACE PROCEDURE public.q(INOUT a integer)
 LANGUAGE sql
AS $procedure$SELECT 1$procedure$;

DROP FUNCTION public.w();

CREATE OR REPLACE FUNCTION public.w()
 RETURNS bigint
 LANGUAGE internal
 IMMUTABLE
AS $function$window_row_number$function$;
