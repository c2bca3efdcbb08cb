-- What differs: +policy, -policy, policy.check_expression, policy.command, policy.permissive, policy.roles, policy.using_expression

-- ===== up =====
ALTER POLICY expression ON public.t USING ((owner = 'x'::text)) WITH CHECK ((id > 1));

CREATE POLICY made ON public.t AS RESTRICTIVE FOR INSERT TO PUBLIC WITH CHECK ((EXISTS ( SELECT 1
   FROM public.t o
  WHERE (o.owner = t.owner))));

COMMENT ON POLICY made ON public.t IS 'made';
ALTER POLICY roles ON public.t TO reader, writer;
DROP POLICY command ON public.t;
CREATE POLICY command ON public.t FOR ALL TO PUBLIC USING (true);
COMMENT ON POLICY command ON public.t IS 'said';
DROP POLICY gone ON public.t;
DROP POLICY kind ON public.t;
CREATE POLICY kind ON public.t FOR SELECT TO PUBLIC USING (true);
DROP POLICY loses ON public.t;
CREATE POLICY loses ON public.t FOR UPDATE TO reader USING ((owner = CURRENT_USER));

-- ===== down =====
ALTER POLICY expression ON public.t USING ((owner = CURRENT_USER)) WITH CHECK ((id > 0));
CREATE POLICY gone ON public.t FOR DELETE TO PUBLIC USING (true);
ALTER POLICY loses ON public.t WITH CHECK ((id > 0));
ALTER POLICY roles ON public.t TO reader;
DROP POLICY command ON public.t;
CREATE POLICY command ON public.t FOR SELECT TO PUBLIC USING (true);
COMMENT ON POLICY command ON public.t IS 'said';
DROP POLICY kind ON public.t;
CREATE POLICY kind ON public.t AS RESTRICTIVE FOR SELECT TO PUBLIC USING (true);
DROP POLICY made ON public.t;
