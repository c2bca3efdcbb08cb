-- What differs: +column, +constraint, +table, constraint.deferrable, constraint.definition

-- ===== up =====
CREATE TABLE public.leaf (
    id integer NOT NULL,
    line integer,
    CONSTRAINT leaf_pkey PRIMARY KEY (id)
) PARTITION BY RANGE (id);

CREATE TABLE public.leaf_all PARTITION OF public.leaf DEFAULT;

CREATE TABLE public.line (
    id integer NOT NULL,
    leaf integer,
    CONSTRAINT line_pkey PRIMARY KEY (id)
) PARTITION BY RANGE (id);

CREATE TABLE public.line_all PARTITION OF public.line DEFAULT;
ALTER TABLE public.leaf ADD CONSTRAINT leaf_line_fkey FOREIGN KEY (line) REFERENCES public.line(id);
ALTER TABLE public.line ADD CONSTRAINT line_leaf_fkey FOREIGN KEY (leaf) REFERENCES public.leaf(id);
ALTER TABLE public.node ADD COLUMN label text;
CREATE TABLE public.node_c PARTITION OF public.node FOR VALUES IN ('c') PARTITION BY RANGE (id);
CREATE TABLE public.node_c1 PARTITION OF public.node_c DEFAULT;
ALTER TABLE public.node DROP CONSTRAINT node_parent;

-- WARNING: fails where rows do not fit: insert or update on table "node_a" violates foreign key constraint "node_parent"
ALTER TABLE public.node ADD CONSTRAINT node_parent FOREIGN KEY (parent, parent_kind) REFERENCES public.node(id, kind) ON DELETE CASCADE DEFERRABLE;

COMMENT ON CONSTRAINT node_parent ON public.node_c1 IS 'of a copy';

-- ===== down =====
ALTER TABLE public.leaf DROP CONSTRAINT leaf_line_fkey;

-- WARNING: destroys all rows of public.line.
DROP TABLE public.line;

-- WARNING: destroys all rows of public.leaf.
DROP TABLE public.leaf;

ALTER TABLE public.node DROP CONSTRAINT node_parent;

-- WARNING: destroys the values of public.node.label.
ALTER TABLE public.node DROP COLUMN label;

-- WARNING: destroys all rows of public.node_c.
DROP TABLE public.node_c;

ALTER TABLE public.node ADD CONSTRAINT node_parent FOREIGN KEY (parent, parent_kind) REFERENCES public.node(id, kind) ON DELETE SET NULL;
