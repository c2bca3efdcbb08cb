-- A policy and a trigger that name the column step aside for it, and are as they were.
-- rewrites: public.documents
CREATE TABLE documents (id integer PRIMARY KEY, owner_id bigint NOT NULL, title text);
ALTER TABLE documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON documents FOR SELECT TO reader USING (owner_id = 1);
COMMENT ON POLICY own ON documents IS 'their own';
CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER noted BEFORE UPDATE OF owner_id ON documents FOR EACH ROW WHEN (OLD.owner_id IS DISTINCT FROM NEW.owner_id) EXECUTE FUNCTION note();
ALTER TABLE documents DISABLE TRIGGER noted;
