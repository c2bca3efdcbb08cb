-- What differs: column.identity_options

-- ===== up =====
ALTER SEQUENCE public.a_id_seq RENAME TO a_ids;

-- ===== down =====
ALTER SEQUENCE public.a_ids RENAME TO a_id_seq;
