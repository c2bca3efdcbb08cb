-- What differs: column.type

-- ===== up =====
ALTER TABLE public.authors ALTER COLUMN id TYPE bigint;
ALTER TABLE public.books ALTER COLUMN author_id TYPE bigint;

-- ===== down =====
-- WARNING: fails on values of public.authors.id that are no integer; find them: SELECT * FROM public.authors WHERE id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.authors ALTER COLUMN id TYPE integer;

-- WARNING: fails on values of public.books.author_id that are no integer; find them: SELECT * FROM public.books WHERE author_id NOT BETWEEN -2147483648 AND 2147483647
ALTER TABLE public.books ALTER COLUMN author_id TYPE integer;
