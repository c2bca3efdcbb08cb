-- Names of NOT NULL constraints, and what can be said of them, are kept since Postgres 18.
-- since: 18
CREATE TABLE people (
    id integer PRIMARY KEY,
    a text NOT NULL,
    b text CONSTRAINT b_is_there NOT NULL,
    c text CONSTRAINT c_is_there NOT NULL,
    d text,
    e text CONSTRAINT e_there NOT NULL,
    f text CONSTRAINT f_there NOT NULL
);
