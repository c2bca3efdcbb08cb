"""Prints a schema of N tables with keys, indexes, checks, enums, views, functions, triggers and comments.

usage: tables.py N [--changed K] [--round R]
Each of K tables gets a column and an index more, every fifth a view and every tenth a function that differs. Rounds
name the new columns differently, so that each is an edit that no cache has seen.
"""

from __future__ import annotations

import argparse

TABLE = """\
CREATE TABLE app.t{i} (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name varchar(255) NOT NULL,
    email text UNIQUE,
    status app.status_{enum} NOT NULL DEFAULT 'new',
    payload jsonb DEFAULT '{{}}'::jsonb,
    amount numeric(12,2) CHECK (amount >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz{parent}{added}
);
CREATE INDEX t{i}_name_idx ON app.t{i} (lower(name));
CREATE INDEX t{i}_created_idx ON app.t{i} (created_at) WHERE status <> 'closed';
COMMENT ON TABLE app.t{i} IS 'table {i}';
"""
ADDED = ",\n    {column} text NOT NULL DEFAULT 'x'"
PARENT = ",\n    parent_id bigint REFERENCES app.t{before} (id) ON DELETE CASCADE"
ADDED_INDEX = "CREATE INDEX t{i}_{column}_idx ON app.t{i} ({column});\n"
VIEW = "CREATE VIEW app.v{i} AS SELECT id, name, status{more} FROM app.t{i} WHERE status = 'open';\n"
TRIGGER = """\
CREATE FUNCTION app.touch_{i}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.updated_at := now(){delay};
    RETURN NEW;
END $$;
CREATE TRIGGER touch BEFORE UPDATE ON app.t{i} FOR EACH ROW EXECUTE FUNCTION app.touch_{i}();
"""


def render_schema(tables: int, changed: int = 0, turn: int = 0) -> str:
    """The whole schema as SQL; the same arguments give the same text."""
    enums = max(1, tables // 50)
    parts = ["CREATE SCHEMA app;\n"]
    parts += [f"CREATE TYPE app.status_{enum} AS ENUM ('new', 'open', 'closed');\n" for enum in range(enums)]
    parts += [render_table(i, i % enums, f"added_{turn}" if i < changed else "") for i in range(tables)]
    return "".join(parts)


def render_table(i: int, enum: int, column: str) -> str:
    """One table and what stands on it; `column` names the one that is new, if there is one."""
    parent = PARENT.format(before=i - 1) if i else ""
    added = ADDED.format(column=column) if column else ""
    text = TABLE.format(i=i, enum=enum, parent=parent, added=added)
    if column:
        text += ADDED_INDEX.format(i=i, column=column)
    if i % 5 == 0:
        text += VIEW.format(i=i, more=f", {column}" if column else "")
    if i % 10 == 0:
        text += TRIGGER.format(i=i, delay=f" + interval '{len(column)}s'" if column else "")
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tables", type=int)
    parser.add_argument("--changed", type=int, default=0)
    parser.add_argument("--round", type=int, default=0, dest="turn")
    arguments = parser.parse_args()
    print(render_schema(arguments.tables, arguments.changed, arguments.turn), end="")


if __name__ == "__main__":
    main()
