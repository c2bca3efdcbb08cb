CREATE TABLE people (
    id integer PRIMARY KEY,
    a text CONSTRAINT a_is_there NOT NULL,
    b text CONSTRAINT b_there NOT NULL,
    c text,
    d text NOT NULL,
    e text,
    f text CONSTRAINT f_there NOT NULL NO INHERIT
);
ALTER TABLE people ADD CONSTRAINT e_there NOT NULL e NOT VALID;
