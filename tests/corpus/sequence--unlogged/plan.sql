-- What differs: +sequence, sequence.unlogged

-- ===== up =====
ALTER SEQUENCE public.a SET LOGGED;
ALTER SEQUENCE public.b SET UNLOGGED;
CREATE UNLOGGED SEQUENCE public.c;

-- ===== down =====
ALTER SEQUENCE public.a SET UNLOGGED;
ALTER SEQUENCE public.b SET LOGGED;

-- The number that public.c has reached goes with it.
DROP SEQUENCE public.c;
