-- What differs: -column, -constraint, -default, -index, -sequence

-- ===== up =====
-- WARNING: destroys the values of public.orders.number.
ALTER TABLE public.orders DROP COLUMN number;

-- WARNING: destroys the values of public.orders.total.
ALTER TABLE public.orders DROP COLUMN total;

-- ===== down =====
-- WARNING: this cannot bring back
--   the values of public.orders.number
--   the values of public.orders.total

CREATE SEQUENCE public.orders_number_seq AS integer;
ALTER TABLE public.orders ADD COLUMN number integer NOT NULL DEFAULT nextval('public.orders_number_seq'::regclass);
ALTER SEQUENCE public.orders_number_seq OWNED BY public.orders.number;
ALTER TABLE public.orders ADD COLUMN total numeric(10,2) DEFAULT 0;
COMMENT ON COLUMN public.orders.total IS 'in euros';
ALTER TABLE public.orders ADD CONSTRAINT orders_total_check CHECK ((total >= (0)::numeric));
CREATE INDEX orders_number_total ON public.orders USING btree (number, total);
CREATE INDEX orders_total ON public.orders USING btree (total);
