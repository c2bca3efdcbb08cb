-- What differs: aggregate.owner, collation.owner, composite_type.owner, conversion.owner, domain.owner, enum.owner, foreign_table.owner, function.owner, language.owner, materialized_view.owner, operator.owner, operator_class.owner, operator_family.owner, procedure.owner, publication.owner, range.owner, schema.owner, sequence.owner, server.owner, statistics.owner, table.owner, text_search_configuration.owner, text_search_dictionary.owner, view.owner

-- ===== up =====
SET check_function_bodies = off;
ALTER SCHEMA app OWNER TO owner_two;
ALTER LANGUAGE own OWNER TO owner_two;
ALTER COLLATION app.plain OWNER TO owner_two;
ALTER TYPE app.mood OWNER TO owner_two;
ALTER TYPE app.pair OWNER TO owner_two;
ALTER DOMAIN app.email OWNER TO owner_two;
ALTER TYPE app.span OWNER TO owner_two;
ALTER SEQUENCE app.counter OWNER TO owner_two;
ALTER FUNCTION app.plus(integer, integer) OWNER TO owner_two;
ALTER PROCEDURE app.work(IN n integer) OWNER TO owner_two;
ALTER AGGREGATE app.total(integer) OWNER TO owner_two;
ALTER OPERATOR app.|+| (integer, integer) OWNER TO owner_two;
ALTER OPERATOR FAMILY app.fam USING btree OWNER TO owner_two;
ALTER OPERATOR CLASS app.ops USING btree OWNER TO owner_two;
ALTER CONVERSION app.conv OWNER TO owner_two;
ALTER TEXT SEARCH DICTIONARY app.dic OWNER TO owner_two;
ALTER SERVER far OWNER TO owner_two;
ALTER TEXT SEARCH CONFIGURATION app.con OWNER TO owner_two;
ALTER FOREIGN TABLE app.ft OWNER TO owner_two;
ALTER TABLE app.t OWNER TO owner_two;
ALTER STATISTICS app.st OWNER TO owner_two;
ALTER VIEW app.v OWNER TO owner_two;
ALTER MATERIALIZED VIEW app.m OWNER TO owner_two;
ALTER PUBLICATION pub OWNER TO owner_two;

-- ===== down =====
SET check_function_bodies = off;
ALTER SCHEMA app OWNER TO owner_one;
ALTER LANGUAGE own OWNER TO owner_one;
ALTER COLLATION app.plain OWNER TO owner_one;
ALTER TYPE app.mood OWNER TO owner_one;
ALTER TYPE app.pair OWNER TO owner_one;
ALTER DOMAIN app.email OWNER TO owner_one;
ALTER TYPE app.span OWNER TO owner_one;
ALTER SEQUENCE app.counter OWNER TO owner_one;
ALTER FUNCTION app.plus(integer, integer) OWNER TO owner_one;
ALTER PROCEDURE app.work(IN n integer) OWNER TO owner_one;
ALTER AGGREGATE app.total(integer) OWNER TO owner_one;
ALTER OPERATOR app.|+| (integer, integer) OWNER TO owner_one;
ALTER OPERATOR FAMILY app.fam USING btree OWNER TO owner_one;
ALTER OPERATOR CLASS app.ops USING btree OWNER TO owner_one;
ALTER CONVERSION app.conv OWNER TO owner_one;
ALTER TEXT SEARCH DICTIONARY app.dic OWNER TO owner_one;
ALTER SERVER far OWNER TO owner_one;
ALTER TEXT SEARCH CONFIGURATION app.con OWNER TO owner_one;
ALTER FOREIGN TABLE app.ft OWNER TO owner_one;
ALTER TABLE app.t OWNER TO owner_one;
ALTER STATISTICS app.st OWNER TO owner_one;
ALTER VIEW app.v OWNER TO owner_one;
ALTER MATERIALIZED VIEW app.m OWNER TO owner_one;
ALTER PUBLICATION pub OWNER TO owner_one;
