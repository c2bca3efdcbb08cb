-- What differs: +column, +constraint, +default, +index, +table

-- ===== up =====
CREATE TABLE public.sales (
    id bigint GENERATED ALWAYS AS IDENTITY,
    region_id integer NOT NULL,
    kind text NOT NULL,
    total numeric NOT NULL DEFAULT 0,
    CONSTRAINT sales_pkey PRIMARY KEY (id, kind, region_id),
    CONSTRAINT sales_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.regions(id),
    CONSTRAINT sales_total_check CHECK ((total >= (0)::numeric))
) PARTITION BY LIST (kind);

CREATE INDEX sales_total ON public.sales USING btree (total);
CREATE TABLE public.sales_rest PARTITION OF public.sales DEFAULT;
CREATE TABLE public.sales_shop PARTITION OF public.sales FOR VALUES IN ('shop', 'kiosk');
ALTER TABLE public.sales_shop ALTER COLUMN total SET DEFAULT 1;
CREATE INDEX sales_shop_only ON public.sales_shop USING btree (region_id);
CREATE TABLE public.sales_web PARTITION OF public.sales FOR VALUES IN ('web') PARTITION BY HASH (region_id);
COMMENT ON TABLE public.sales_web IS 'online';
CREATE TABLE public.sales_web_0 PARTITION OF public.sales_web FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE public.sales_web_1 PARTITION OF public.sales_web FOR VALUES WITH (modulus 2, remainder 1);

-- ===== down =====
-- WARNING: destroys all rows of public.sales.
DROP TABLE public.sales;
