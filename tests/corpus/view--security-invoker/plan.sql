-- What differs: view.options

-- ===== up =====
ALTER VIEW public.v SET (security_invoker=true);

-- ===== down =====
ALTER VIEW public.v RESET (security_invoker);
