CREATE DOMAIN app.name AS text CHECK (VALUE <> '');
-- or
CREATE DOMAIN app.name AS text DEFAULT 'n' CONSTRAINT filled CHECK (length(VALUE) > 0);
-- or
CREATE DOMAIN app.name AS varchar(50);
-- or
CREATE DOMAIN app.name AS text COLLATE "C" NOT NULL;
