-- What differs: +column, +table, column.not_null, column.not_null_comment

-- ===== up =====
COMMENT ON CONSTRAINT a_table_with_a_name_that_is_a_column_with_a_name_that__not_null ON public.a_table_with_a_name_that_is_rather_long IS 'shortened';
COMMENT ON CONSTRAINT parent_x_not_null ON public.child IS NULL;

CREATE TABLE public.made (
    y integer NOT NULL
);

COMMENT ON CONSTRAINT made_y_not_null ON public.made IS 'with its table';
COMMENT ON CONSTRAINT p_v_not_null ON public.p IS 'of the whole';
COMMENT ON CONSTRAINT p_v_not_null ON public.p_1 IS 'of the part';
COMMENT ON CONSTRAINT t_id_not_null ON public.t IS 'the key''s';
COMMENT ON CONSTRAINT a_set ON public.t IS 'named';
ALTER TABLE public.t ALTER COLUMN c SET NOT NULL;
COMMENT ON CONSTRAINT t_c_not_null ON public.t IS 'new';

-- ===== down =====
COMMENT ON CONSTRAINT a_table_with_a_name_that_is_a_column_with_a_name_that__not_null ON public.a_table_with_a_name_that_is_rather_long IS NULL;
COMMENT ON CONSTRAINT parent_x_not_null ON public.child IS 'was said';
COMMENT ON CONSTRAINT p_v_not_null ON public.p IS NULL;
COMMENT ON CONSTRAINT p_v_not_null ON public.p_1 IS NULL;
COMMENT ON CONSTRAINT t_id_not_null ON public.t IS NULL;
COMMENT ON CONSTRAINT a_set ON public.t IS NULL;
ALTER TABLE public.t ALTER COLUMN c DROP NOT NULL;

-- WARNING: destroys all rows of public.made.
DROP TABLE public.made;
