-- Columns are appended in the order of the desired table, constraints with them.
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email text NOT NULL UNIQUE,
    name text,
    is_admin boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    referrer bigint REFERENCES users (id) ON DELETE SET NULL,
    age integer CHECK (age >= 0)
);
