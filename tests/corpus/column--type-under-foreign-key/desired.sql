-- Both ends of a foreign key change together.
-- rewrites: public.authors, public.books
CREATE TABLE authors (id bigint PRIMARY KEY);
CREATE TABLE books (id integer PRIMARY KEY, author_id bigint NOT NULL REFERENCES authors ON DELETE CASCADE);
