-- Rules are replaced in place; whether they fire is a setting.
CREATE TABLE t (id integer PRIMARY KEY, x text);
CREATE TABLE log (id integer);
CREATE RULE changes AS ON INSERT TO t WHERE NEW.x <> '' DO ALSO (INSERT INTO log VALUES (NEW.id); UPDATE log SET id = 2);
CREATE RULE off AS ON UPDATE TO t DO ALSO NOTHING;
CREATE RULE made AS ON UPDATE TO t WHERE OLD.id > 0 DO ALSO DELETE FROM log WHERE id = OLD.id;
ALTER TABLE t ENABLE ALWAYS RULE made;
COMMENT ON RULE changes ON t IS 'said';
