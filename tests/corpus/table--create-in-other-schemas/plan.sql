-- What differs: +column, +constraint, +schema, +table, +view

-- ===== up =====
CREATE SCHEMA a;
CREATE SCHEMA b;

CREATE TABLE b.one (
    id integer NOT NULL,
    CONSTRAINT one_pkey PRIMARY KEY (id)
);

CREATE TABLE a.two (
    id integer NOT NULL,
    one_id integer NOT NULL,
    CONSTRAINT two_pkey PRIMARY KEY (id),
    CONSTRAINT two_one_id_fkey FOREIGN KEY (one_id) REFERENCES b.one(id)
);

CREATE VIEW b."both" AS
 SELECT one.id,
    two.id AS two_id
   FROM (b.one
     JOIN a.two ON ((two.one_id = one.id)));

-- ===== down =====
DROP VIEW b."both";

-- WARNING: destroys all rows of a.two.
DROP TABLE a.two;

-- WARNING: destroys all rows of b.one.
DROP TABLE b.one;

DROP SCHEMA a;
DROP SCHEMA b;
