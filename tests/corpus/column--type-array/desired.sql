-- Arrays keep their dimensions and values.
-- rewrites: public.tagged
CREATE TABLE tagged (id integer PRIMARY KEY, tags text[] DEFAULT '{}', scores bigint[]);
