"""Objects that stand for themselves: for each kind, texts that are alternatives to one another.

A schema holds one of a kind's texts, or none. Each text brings what it needs under names of its own, so that any
choice goes with any other. In: nothing. Out: VARIANTS.
"""

from __future__ import annotations

_TYPE = "CREATE TYPE app.n AS (x integer);"
_EQUAL = (
    "CREATE FUNCTION app.n_eq(app.n, app.n) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x = ($2).x$$;"
    "CREATE FUNCTION app.n_lt(app.n, app.n) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x < ($2).x$$;"
    "CREATE FUNCTION app.n_cmp(app.n, app.n) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x - ($2).x$$;"
    "CREATE FUNCTION app.n_int(app.n) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT ($1).x$$;"
)
_N = _TYPE + _EQUAL
_OPERATORS = (
    _N + "CREATE OPERATOR app.=== (FUNCTION = app.n_eq, LEFTARG = app.n, RIGHTARG = app.n, COMMUTATOR = OPERATOR(app.===));"
    "CREATE OPERATOR app.<<< (FUNCTION = app.n_lt, LEFTARG = app.n, RIGHTARG = app.n);"
)
_CLASS = "OPERATOR 1 app.<<<, OPERATOR 3 app.===, FUNCTION 1 app.n_cmp(app.n, app.n);"

VARIANTS: dict[str, tuple[str, ...]] = {
    "n": (
        _N,
        _N + "CREATE CAST (app.n AS integer) WITH FUNCTION app.n_int(app.n);",
        _N + "CREATE CAST (app.n AS integer) WITH FUNCTION app.n_int(app.n) AS ASSIGNMENT; COMMENT ON CAST (app.n AS integer) IS 'c';",
        _OPERATORS,
        _OPERATORS + "COMMENT ON OPERATOR app.=== (app.n, app.n) IS 'same'; ALTER OPERATOR app.<<< (app.n, app.n) SET (RESTRICT = scalarltsel);",
        _OPERATORS + "CREATE OPERATOR FAMILY app.fam USING btree;"
        f"CREATE OPERATOR CLASS app.n_ops DEFAULT FOR TYPE app.n USING btree FAMILY app.fam AS {_CLASS}"
        "CREATE TABLE app.with_n (v app.n); CREATE INDEX with_n_v ON app.with_n (v);",
        _OPERATORS + f"CREATE OPERATOR CLASS app.n_ops FOR TYPE app.n USING btree AS {_CLASS}"
        "COMMENT ON OPERATOR CLASS app.n_ops USING btree IS 'class'; CREATE TABLE app.with_n (v app.n);"
        "CREATE INDEX with_n_v ON app.with_n (v app.n_ops);",
    ),
    "aggregate": (
        "CREATE FUNCTION app.plus(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a + b$$;"
        "CREATE AGGREGATE app.total(integer) (sfunc = app.plus, stype = integer);",
        "CREATE FUNCTION app.plus(a integer, b integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$SELECT a + b$$;"
        "CREATE AGGREGATE app.total(integer) (sfunc = app.plus, stype = integer, initcond = '0', parallel = safe, combinefunc = app.plus);"
        "COMMENT ON AGGREGATE app.total(integer) IS 'sum'; CREATE VIEW app.totals AS SELECT app.total(x) AS t FROM generate_series(1, 3) x;",
        "CREATE AGGREGATE app.total(bigint) (sfunc = int8_avg_accum, stype = internal, finalfunc = numeric_poly_avg);"
        "REVOKE ALL ON FUNCTION app.total(bigint) FROM PUBLIC;",
    ),
    "procedure": (
        "CREATE PROCEDURE app.work(a integer) LANGUAGE sql AS $$SELECT 1$$;",
        "CREATE PROCEDURE app.work(a integer DEFAULT 1) LANGUAGE plpgsql SECURITY DEFINER AS $$BEGIN NULL; END$$; COMMENT ON PROCEDURE app.work IS 'w';",
        "CREATE PROCEDURE app.work(INOUT b integer) LANGUAGE sql AS $$SELECT 2$$; GRANT EXECUTE ON PROCEDURE app.work TO reader;",
    ),
    "event_trigger": (
        "CREATE FUNCTION app.on_event() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN NULL; END$$;"
        "CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION app.on_event();",
        "CREATE FUNCTION app.on_event() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN NULL; END$$;"
        "CREATE EVENT TRIGGER watch ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION app.on_event();"
        "ALTER EVENT TRIGGER watch DISABLE; COMMENT ON EVENT TRIGGER watch IS 'w';",
        "CREATE FUNCTION app.on_event() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN NULL; END$$;"
        "CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION app.on_event(); ALTER EVENT TRIGGER watch ENABLE ALWAYS;",
    ),
    "text_search": (
        'CREATE TEXT SEARCH DICTIONARY app.dict (TEMPLATE = simple); CREATE TEXT SEARCH CONFIGURATION app.conf (PARSER = "default");',
        'CREATE TEXT SEARCH DICTIONARY app.dict (TEMPLATE = simple, accept = false); CREATE TEXT SEARCH CONFIGURATION app.conf (PARSER = "default");'
        "ALTER TEXT SEARCH CONFIGURATION app.conf ADD MAPPING FOR word, asciiword WITH app.dict, simple; COMMENT ON TEXT SEARCH CONFIGURATION app.conf IS 'c';",
        "CREATE TEXT SEARCH DICTIONARY app.dict (TEMPLATE = snowball, language = 'german', stopwords = 'german');"
        'CREATE TEXT SEARCH CONFIGURATION app.conf (PARSER = "default"); ALTER TEXT SEARCH CONFIGURATION app.conf ADD MAPPING FOR word WITH simple;'
        "CREATE TABLE app.docs (body text, v tsvector GENERATED ALWAYS AS (to_tsvector('app.conf', body)) STORED);",
        "CREATE TEXT SEARCH TEMPLATE app.tmpl (LEXIZE = dsimple_lexize, INIT = dsimple_init); CREATE TEXT SEARCH DICTIONARY app.dict (TEMPLATE = app.tmpl);"
        "CREATE TEXT SEARCH PARSER app.pars (START = prsd_start, GETTOKEN = prsd_nexttoken, END = prsd_end, LEXTYPES = prsd_lextype);"
        "CREATE TEXT SEARCH CONFIGURATION app.conf (PARSER = app.pars);",
    ),
    "foreign": (
        "CREATE FOREIGN DATA WRAPPER wrap; CREATE SERVER far FOREIGN DATA WRAPPER wrap;",
        "CREATE FOREIGN DATA WRAPPER wrap OPTIONS (debug 'true'); CREATE SERVER far TYPE 'a' VERSION '1' FOREIGN DATA WRAPPER wrap OPTIONS (host 'h');"
        "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (\"user\" 'u');"
        "CREATE FOREIGN TABLE app.things (id integer NOT NULL, x text DEFAULT 'x') SERVER far OPTIONS (a '1');",
        "CREATE FOREIGN DATA WRAPPER wrap; CREATE SERVER far TYPE 'a' VERSION '2' FOREIGN DATA WRAPPER wrap OPTIONS (host 'i', port '1');"
        "CREATE USER MAPPING FOR reader SERVER far; CREATE USER MAPPING FOR CURRENT_USER SERVER far OPTIONS (password 'p');"
        "CREATE FOREIGN TABLE app.things (id bigint OPTIONS (c 'i'), y integer, CHECK (id > 0)) SERVER far OPTIONS (a '2', b '3');"
        "COMMENT ON FOREIGN TABLE app.things IS 'far'; GRANT SELECT ON app.things TO reader; CREATE VIEW app.near AS SELECT id FROM app.things;",
        "CREATE FOREIGN DATA WRAPPER wrap; CREATE SERVER far TYPE 'b' FOREIGN DATA WRAPPER wrap; GRANT USAGE ON FOREIGN SERVER far TO reader;"
        "CREATE FOREIGN TABLE app.things (id bigint, y integer) SERVER far; CREATE VIEW app.near AS SELECT id, y FROM app.things;",
    ),
    "subscription": (
        "CREATE SUBSCRIPTION sub CONNECTION 'host=a' PUBLICATION p WITH (connect = false, slot_name = NONE);",
        "CREATE SUBSCRIPTION sub CONNECTION 'host=b' PUBLICATION p, q WITH (connect = false, slot_name = NONE, binary = true); COMMENT ON SUBSCRIPTION sub IS 's';",
    ),
    "language": (
        "CREATE FUNCTION app.handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';"
        "CREATE LANGUAGE lang HANDLER app.handler;",
        "CREATE FUNCTION app.handler() RETURNS language_handler LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler';"
        "CREATE TRUSTED LANGUAGE lang HANDLER app.handler; GRANT USAGE ON LANGUAGE lang TO reader; COMMENT ON LANGUAGE lang IS 'l';",
    ),
    "transform": (
        "CREATE TYPE app.tr AS (x integer); CREATE FUNCTION app.from_tr(internal) RETURNS internal LANGUAGE internal IMMUTABLE STRICT AS 'boolin';"
        "CREATE TRANSFORM FOR app.tr LANGUAGE sql (FROM SQL WITH FUNCTION app.from_tr(internal));",
        "CREATE TYPE app.tr AS (x integer); CREATE FUNCTION app.to_tr(internal) RETURNS app.tr LANGUAGE internal IMMUTABLE STRICT AS 'boolin';"
        "CREATE TRANSFORM FOR app.tr LANGUAGE sql (TO SQL WITH FUNCTION app.to_tr(internal)); COMMENT ON TRANSFORM FOR app.tr LANGUAGE sql IS 't';",
    ),
    "conversion": (
        "CREATE CONVERSION app.conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8;",
        "CREATE DEFAULT CONVERSION app.conv FOR 'LATIN1' TO 'UTF8' FROM iso8859_1_to_utf8; COMMENT ON CONVERSION app.conv IS 'c';",
    ),
    "access_method": (
        "CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler;",
        "CREATE ACCESS METHOD heap2 TYPE TABLE HANDLER heap_tableam_handler; CREATE TABLE app.am (id integer) USING heap2; COMMENT ON ACCESS METHOD heap2 IS 'a';",
        "CREATE ACCESS METHOD heap2 TYPE INDEX HANDLER bthandler; CREATE TABLE app.am (id integer);",
    ),
    "default_privileges": (
        "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT EXECUTE ON FUNCTIONS TO writer; ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO reader WITH GRANT OPTION;",
        "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; ALTER DEFAULT PRIVILEGES REVOKE USAGE ON TYPES FROM PUBLIC;",
        "ALTER DEFAULT PRIVILEGES FOR ROLE writer GRANT INSERT ON TABLES TO reader; ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO reader;",
    ),
    "schema": (
        "CREATE SCHEMA other;",
        "CREATE SCHEMA other AUTHORIZATION writer; COMMENT ON SCHEMA other IS 'other'; CREATE TABLE other.t1 (id integer PRIMARY KEY);",
        "CREATE SCHEMA other; GRANT USAGE ON SCHEMA other TO reader; CREATE VIEW other.one AS SELECT 1 AS one; CREATE TABLE other.t1 (id bigint PRIMARY KEY, x text);",
        'CREATE SCHEMA "Other One"; CREATE TABLE "Other One"."T" ("Id" integer PRIMARY KEY); CREATE INDEX "I" ON "Other One"."T" ("Id");',
    ),
    "typed": (
        "CREATE TYPE app.form AS (id integer, x text); CREATE TABLE app.formed OF app.form;",
        "CREATE TYPE app.form AS (id integer, x text); CREATE TABLE app.formed OF app.form (PRIMARY KEY (id), x WITH OPTIONS DEFAULT 'x');",
        "CREATE TYPE app.form AS (id integer, x text); CREATE TABLE app.formed (id integer, x text);",
        "CREATE TABLE app.formed (id integer, x text, y integer);",
    ),
    "circle": (
        "CREATE TABLE app.left_one (id integer PRIMARY KEY, r integer); CREATE TABLE app.right_one (id integer PRIMARY KEY, l integer REFERENCES app.left_one);"
        "ALTER TABLE app.left_one ADD CONSTRAINT left_r FOREIGN KEY (r) REFERENCES app.right_one;",
        "CREATE TABLE app.left_one (id integer PRIMARY KEY, r integer); CREATE TABLE app.right_one (id integer PRIMARY KEY, l integer);",
        "CREATE TABLE app.left_one (id bigint PRIMARY KEY, r bigint REFERENCES app.left_one);",
        "CREATE FUNCTION app.next_id() RETURNS bigint LANGUAGE plpgsql AS $$BEGIN RETURN (SELECT count(*) FROM app.left_one); END$$;"
        "CREATE TABLE app.left_one (id bigint PRIMARY KEY DEFAULT app.next_id());",
        "CREATE TABLE app.left_one (id bigint PRIMARY KEY); CREATE FUNCTION app.next_id() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) + 1 FROM app.left_one; END;"
        "ALTER TABLE app.left_one ALTER COLUMN id SET DEFAULT app.next_id();",
    ),
    "renamed_sequence": (
        "CREATE SEQUENCE app.things_id_seq; CREATE TABLE app.thing (id bigint DEFAULT nextval('app.things_id_seq'));",
        "CREATE TABLE app.thing (id bigint GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME app.things_id_seq));",
        "CREATE TABLE app.thing (id bigserial);",
        "CREATE TABLE app.thing (id bigint GENERATED BY DEFAULT AS IDENTITY);",
        "CREATE VIEW app.things_id_seq AS SELECT 1 AS id;",
    ),
}
