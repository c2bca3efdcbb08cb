-- What differs: +enum, -enum, enum.owner, enum.privileges

-- ===== up =====
CREATE TYPE public.empty AS ENUM ();
CREATE TYPE public.fresh AS ENUM ('b', 'c');
REVOKE USAGE ON TYPE public.fresh FROM PUBLIC;
GRANT USAGE ON TYPE public.fresh TO reader;
COMMENT ON TYPE public.fresh IS 'made';
ALTER TYPE public.stays OWNER TO writer;
GRANT USAGE ON TYPE public.stays TO PUBLIC;
DROP TYPE public.old;

-- ===== down =====
CREATE TYPE public.old AS ENUM ('a');
ALTER TYPE public.stays OWNER TO CURRENT_USER;
REVOKE USAGE ON TYPE public.stays FROM PUBLIC;
DROP TYPE public.empty;
DROP TYPE public.fresh;
