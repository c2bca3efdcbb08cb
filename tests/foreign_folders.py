"""Folders and tables as other migration tools leave them, for tests.

Each folder is a map of file names to texts. `BOOKS` are the statements with which a tool makes its table.
"""

from __future__ import annotations

import hashlib
from pathlib import Path


def _sum(algorithm: str, text: str) -> str:
    return hashlib.new(algorithm, text.encode()).hexdigest()


GOLANG_MIGRATE = {
    "000001_create-users.up.sql": "CREATE TABLE users (id bigserial PRIMARY KEY, email text NOT NULL UNIQUE);\n",
    "000001_create-users.down.sql": "DROP TABLE IF EXISTS users;\n",
    "000002_add_orders.up.sql": """\
BEGIN;

-- what was bought; and paid
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id));
CREATE INDEX orders_user ON orders (user_id);

COMMIT;
""",
    "000002_add_orders.down.sql": "BEGIN /* both */ ;\nDROP TABLE orders;\nCOMMIT;\n",
    "000010_index.up.sql": "CREATE INDEX CONCURRENTLY users_email_lower ON users (lower(email));\n",
    "000010_index.down.sql": "DROP INDEX CONCURRENTLY users_email_lower;\n",
    "README.md": "not a migration\n",
}
GOOSE = {
    "00001_init.sql": """\
-- +goose Up
CREATE TABLE users (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL DEFAULT 'a;b', -- with a semicolon;
    updated_at timestamptz
);
-- +goose StatementBegin
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now();
    RETURN NEW;
END
$$
-- +goose StatementEnd
CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();

-- +goose Down
DROP TABLE users;
DROP FUNCTION touch();
""",
    "00002_rows.sql": "-- +goose Up\nINSERT INTO users (name) VALUES ('first');\n\n-- +goose Down\n",
    "00003_index.sql": """\
-- +goose NO TRANSACTION
-- +goose up
CREATE INDEX CONCURRENTLY users_name ON users (name);
-- +goose down
DROP INDEX CONCURRENTLY users_name;
""",
    "embed.go": "package migrations\n",
}
DBMATE = {
    "20230101000000_create_users.sql": """\
-- migrate:up
CREATE TABLE users (id serial PRIMARY KEY, name varchar(255));

-- migrate:down
DROP TABLE users;
""",
    "20230215120000_add_state.sql": """\
-- migrate:up transaction:false
CREATE TYPE state AS ENUM ('new');
ALTER TYPE state ADD VALUE 'old';
ALTER TABLE users ADD COLUMN state state DEFAULT 'old';

-- migrate:down
ALTER TABLE users DROP COLUMN state;
DROP TYPE state;
""",
}
FLYWAY = {
    "V1__create_users.sql": "CREATE TABLE users (id int PRIMARY KEY, name text);\n",
    "U1__create_users.sql": "DROP TABLE users;\n",
    "V1_1__Add orders.sql": "CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users (id));\n",
    "V2.0__add_index.sql": "CREATE INDEX CONCURRENTLY users_name ON users (name);\n",
    "V2.0__add_index.sql.conf": "executeInTransaction=false\n",
    "later/V10__last.sql": "ALTER TABLE users ADD COLUMN born date;\n",
    "R__names.sql": "CREATE OR REPLACE VIEW names AS SELECT name FROM users;\n",
    "afterMigrate.sql": "SELECT 1;\n",
}
ATLAS = {
    "20240101000000_init.sql": """\
-- Create "users" table
CREATE TABLE "public"."users" ("id" bigint, PRIMARY KEY ("id"));
""",
    "20240102000000_index.sql": """\
-- atlas:txmode none

-- Create index
CREATE INDEX CONCURRENTLY "users_id" ON "public"."users" ("id");
""",
    "20240103000000.sql": """\
-- atlas:delimiter -- end

CREATE TABLE a (id int)
-- end
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';
-- end
""",
    "20240104000000_checked.sql": """\
-- atlas:txtar

-- checks.sql --
SELECT NOT EXISTS (SELECT FROM a);

-- migration.sql --
DROP TABLE a;

-- down.sql --
CREATE TABLE a (id int);
""",
    "20240104000001_checkpoint.sql": "-- atlas:checkpoint\n\nCREATE TABLE users (id bigint);\n",
    "atlas.sum": "h1:x\n",
}
PRISMA = {
    "migration_lock.toml": '# generated\nprovider = "postgresql"\n',
    "0_init/migration.sql": """\
-- CreateTable
CREATE TABLE "User" ("id" SERIAL NOT NULL, "email" TEXT NOT NULL, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
""",
    "20240102030405_unique-email/migration.sql": """\
-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
""",
    "20240102030405_unique-email/down.sql": 'DROP INDEX "User_email_key";\n',
    "20240203040506_posts/migration.sql": """\
BEGIN;
CREATE TABLE "Post" ("id" TEXT NOT NULL, "userId" INTEGER NOT NULL, CONSTRAINT "Post_pkey" PRIMARY KEY ("id"));
COMMIT;
""",
}
SQLX = {
    "20240101000000_users.up.sql": "CREATE TABLE users (id uuid PRIMARY KEY, name text NOT NULL);\n",
    "20240101000000_users.down.sql": "DROP TABLE users;\n",
    "20240102000000_orders.sql": "CREATE TABLE orders (id bigint PRIMARY KEY, user_id uuid REFERENCES users (id));\n",
    "20240103000000_index.up.sql": "-- no-transaction\nCREATE INDEX CONCURRENTLY orders_user ON orders (user_id);\n",
    "20240103000000_index.down.sql": "-- no-transaction\nDROP INDEX CONCURRENTLY orders_user;\n",
}
DIESEL = {
    "00000000000000_diesel_initial_setup/up.sql": """\
-- lets Diesel set updated_at
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := current_timestamp;
    RETURN NEW;
END
$$;
""",
    "00000000000000_diesel_initial_setup/down.sql": "DROP FUNCTION touch();\n",
    "2023-01-02-030405_create_users/up.sql": "CREATE TABLE users (id serial PRIMARY KEY, updated_at timestamp);\n",
    "2023-01-02-030405_create_users/down.sql": "DROP TABLE users;\n",
    "2023-01-03-030405_index/up.sql": "CREATE INDEX CONCURRENTLY users_updated ON users (updated_at);\n",
    "2023-01-03-030405_index/down.sql": "-- nothing\n",
    "2023-01-03-030405_index/metadata.toml": "run_in_transaction = false\n",
    ".hidden/up.sql": "SELEC;\n",
}
RAILS = {
    "structure.sql": r"""
\restrict k4XbQx

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);

CREATE TABLE public.ar_internal_metadata (
    key character varying NOT NULL,
    value character varying,
    created_at timestamp(6) without time zone NOT NULL,
    updated_at timestamp(6) without time zone NOT NULL
);
CREATE TABLE public.posts (id bigint NOT NULL, title character varying);
CREATE SEQUENCE public.posts_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER SEQUENCE public.posts_id_seq OWNED BY public.posts.id;
CREATE TABLE public.schema_migrations (version character varying NOT NULL);
ALTER TABLE ONLY public.posts ALTER COLUMN id SET DEFAULT nextval('public.posts_id_seq'::regclass);
ALTER TABLE ONLY public.ar_internal_metadata ADD CONSTRAINT ar_internal_metadata_pkey PRIMARY KEY (key);
ALTER TABLE ONLY public.posts ADD CONSTRAINT posts_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schema_migrations ADD CONSTRAINT schema_migrations_pkey PRIMARY KEY (version);

\unrestrict k4XbQx

SET search_path TO "$user", public;

INSERT INTO "schema_migrations" (version) VALUES
('20240301000000'),
('20240201000000'),
('20240101000000');
""",
}
FOLDERS = {
    "golang-migrate": GOLANG_MIGRATE,
    "goose": GOOSE,
    "dbmate": DBMATE,
    "flyway": FLYWAY,
    "atlas": ATLAS,
    "prisma": PRISMA,
    "sqlx": SQLX,
    "diesel": DIESEL,
    "rails": RAILS,
}
BOOKS = {
    "golang-migrate": 'CREATE TABLE "schema_migrations" (version bigint not null primary key, dirty boolean not null)',
    "goose": "CREATE TABLE goose_db_version (id integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY, version_id bigint"
    " NOT NULL, is_applied boolean NOT NULL, tstamp timestamp NOT NULL DEFAULT now());"
    " INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, true)",
    "dbmate": "CREATE TABLE schema_migrations (version varchar PRIMARY KEY)",
    "flyway": "CREATE TABLE flyway_schema_history (installed_rank int NOT NULL PRIMARY KEY, version varchar(50),"
    " description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum int,"
    " installed_by varchar(100) NOT NULL DEFAULT 'x', installed_on timestamp NOT NULL DEFAULT now(),"
    " execution_time int NOT NULL DEFAULT 0, success boolean NOT NULL)",
    "atlas": "CREATE SCHEMA atlas_schema_revisions; CREATE TABLE atlas_schema_revisions.atlas_schema_revisions"
    " (version varchar PRIMARY KEY, description varchar NOT NULL, type bigint NOT NULL DEFAULT 2, applied bigint"
    " NOT NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0, executed_at timestamptz NOT NULL DEFAULT now(),"
    " execution_time bigint NOT NULL DEFAULT 0, error text, error_stmt text, hash varchar NOT NULL DEFAULT '',"
    " partial_hashes jsonb, operator_version varchar NOT NULL DEFAULT '')",
    "prisma": 'CREATE TABLE "_prisma_migrations" (id varchar(36) PRIMARY KEY DEFAULT gen_random_uuid()::text, checksum'
    " varchar(64) NOT NULL, finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at"
    " timestamptz, started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count int NOT NULL DEFAULT 0)",
    "sqlx": "CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL, installed_on"
    " timestamptz NOT NULL DEFAULT now(), success boolean NOT NULL, checksum bytea NOT NULL,"
    " execution_time bigint NOT NULL)",
    "diesel": "CREATE TABLE __diesel_schema_migrations (version varchar(50) PRIMARY KEY NOT NULL, run_on timestamp NOT"
    " NULL DEFAULT CURRENT_TIMESTAMP)",
    "rails": "",
}
RAN = {
    "golang-migrate": "INSERT INTO schema_migrations VALUES (2, false)",
    "goose": "INSERT INTO goose_db_version (version_id, is_applied) VALUES (1, true), (2, true), (2, false), (2, true)",
    "dbmate": "INSERT INTO schema_migrations VALUES ('20230101000000')",
    "flyway": "INSERT INTO flyway_schema_history (installed_rank, version, description, type, script, success) VALUES"
    " (1, '1', 'create users', 'SQL', '', true), (2, '1.1', 'Add orders', 'SQL', '', true),"
    " (3, NULL, 'names', 'SQL', '', true), (4, NULL, 'names', 'SQL', '', true)",
    "atlas": "INSERT INTO atlas_schema_revisions.atlas_schema_revisions (version, description, type, applied, total)"
    " VALUES ('20240101000000', 'init', 2, 1, 1), ('.atlas_cloud_identifier', '', 2, 0, 0)",
    "prisma": "INSERT INTO _prisma_migrations (migration_name, checksum, started_at, finished_at, rolled_back_at)"
    f" VALUES ('0_init', '{_sum('sha256', PRISMA['0_init/migration.sql'])}', now(), now(), NULL),"
    " ('20240102030405_unique-email', 'x', now(), NULL, now())",
    "sqlx": "INSERT INTO _sqlx_migrations VALUES (20240101000000, 'users', now(), true,"
    f" '\\x{_sum('sha384', SQLX['20240101000000_users.up.sql'])}', 1)",
    "diesel": "INSERT INTO __diesel_schema_migrations VALUES ('00000000000000'), ('20230102030405')",
    "rails": "",
}
DONE = {
    "golang-migrate": ["000001", "000002"],
    "goose": ["00001", "00002"],
    "dbmate": ["20230101000000"],
    "flyway": ["1", "1.1", "R names"],
    "atlas": ["20240101000000"],
    "prisma": ["0_init"],
    "sqlx": ["20240101000000"],
    "diesel": ["00000000000000", "20230102030405"],
    "rails": ["20240301000000"],
}
"""Keys of those that `RAN` says have run."""


def without_psql(text: str) -> str:
    """What a server takes of a dump: without psql's lines."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("\\"))


def write_folder(folder: Path, files: dict[str, str]) -> Path:
    """Writes the files; the folder."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder
