-- The partition's own trigger goes before the parent's takes its name.
CREATE TABLE p (id integer NOT NULL) PARTITION BY RANGE (id);
CREATE TABLE p_one PARTITION OF p FOR VALUES FROM (0) TO (10);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER touched BEFORE INSERT ON p FOR EACH ROW EXECUTE FUNCTION touch();
