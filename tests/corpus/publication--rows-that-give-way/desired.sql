-- The rows that a proof is made with give way to a check, also where they are published and have no identity.
CREATE TABLE t (a integer CONSTRAINT seven CHECK (a = 7));
CREATE PUBLICATION p FOR TABLE t;
