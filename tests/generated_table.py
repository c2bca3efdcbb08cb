"""An ordinary table as SQL: its columns, and all that hangs on it.

In: the pieces of a drawn schema, and a major version. Out: statements in an order that loads. What has no ground to
stand on (a column of a type that was not drawn, an index on it) is replaced or left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Pieces = Mapping[str, Any]

LABELS = ("sad", "ok", "it's happy", "odd")
TABLES = ("t1", "t2", "t3")
COLUMNS = ("a", "b", "c", "d", "e")
TYPES: dict[str, tuple[str, ...]] = {
    "integer": ("1", "nextval('app.counter')", "app.f(2)", "CURRENT_DATE - '2020-01-01'::date"),
    "bigint": ("10", "nextval('app.counter')"),
    "smallint": ("1",),
    "text": ("'x'", "'it''s \\ \"q\"'", "CURRENT_USER", "NULL"),
    "varchar(20)": ("'v'",),
    "varchar(40)": ("'v'",),
    "char(3)": ("'abc'",),
    "numeric(10,2)": ("1.5", "0"),
    "numeric": ("0",),
    "boolean": ("false", "true"),
    "timestamptz": ("now()", "'2020-01-01'"),
    "timestamp(3)": ("LOCALTIMESTAMP",),
    "date": ("CURRENT_DATE",),
    "uuid": ("gen_random_uuid()",),
    "jsonb": ("'{}'", "'[1, 2]'"),
    "integer[]": ("'{}'", "ARRAY[1, 2]"),
    "text[]": ("'{a}'",),
    "bytea": ("'\\x00'",),
    "interval": ("'1 day'",),
    "app.mood": ("'ok'",),
    "app.mood[]": ("'{}'",),
    "app.email": ("'a@b'", "NULL"),
    "app.pair": ("NULL",),
    "app.span": ("'empty'",),
}
TEXTUAL = ("text", "varchar(20)", "varchar(40)", "char(3)")
NUMERIC = ("integer", "bigint", "smallint", "numeric(10,2)", "numeric")
WHOLE = ("integer", "bigint", "smallint")
ORDERED = (*TEXTUAL, *NUMERIC, "timestamptz", "date", "uuid", "boolean", "app.mood", "integer[]")

MADE_BY = {"app.mood": "mood", "app.mood[]": "mood", "app.email": "email", "app.pair": "pair", "app.span": "span"}
IDS = {
    "bigint": "bigint",
    "integer": "integer",
    "identity": "bigint GENERATED ALWAYS AS IDENTITY",
    "serial": "serial",
    "bigserial": "bigserial",
    "uuid": "uuid DEFAULT gen_random_uuid()",
}


def comment_on(words: str, piece: Mapping[str, Any]) -> Iterator[str]:
    if piece["comment"] is not None:
        yield f"COMMENT ON {words} IS {literal(piece['comment'])}"


def literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def has_ground(text: str, drawn: Pieces) -> bool:
    """Whether what a text names is there."""
    needs = {"app.f(": "f", "app.counter": "counter", "app.mood": "mood", "app.coll": "coll"}
    return all(drawn[piece] for word, piece in needs.items() if word in text)


class Table:
    """One of the ordinary tables."""

    def __init__(self, name: str, drawn: Pieces, major: int) -> None:
        self.name, self.piece, self.drawn, self.major = name, drawn[name], drawn, major
        self.columns: dict[str, Mapping[str, Any]] = dict(self.piece["columns"])

    @property
    def own(self) -> list[str]:
        return ["id", *self.columns]

    @property
    def id_type(self) -> str:
        drawn: str = self.piece["id"]
        return {"identity": "bigint", "serial": "integer", "bigserial": "bigint"}.get(drawn, drawn)

    def type(self, name: str) -> str:
        """The type of a column, if it is there; else text."""
        wanted: str = self.columns[name]["type"]
        return wanted if wanted not in MADE_BY or self.drawn[MADE_BY[wanted]] else "text"

    def create(self) -> Iterator[str]:
        key = {"primary": " PRIMARY KEY", "unique": " UNIQUE", None: ""}[self.piece["key"]]
        parts = [f"id {IDS[self.piece['id']]}{key}"]
        parts += [self._column(name) for name in self.columns]
        if other := self._reference():
            parts.append(f"ref {other.id_type}")
        parts += [
            f"CONSTRAINT {self.name}_check{n} CHECK ({c})"
            for n, c in enumerate(sorted(self.piece["checks"]))
            if self._stands(c)
        ]
        unique = self.piece["unique"]
        if unique and all(c in self.columns and self._is_sortable(c) for c in unique.split(", ")):
            parts.append(f"CONSTRAINT {self.name}_key UNIQUE ({unique})")
        kind = (
            "UNLOGGED TABLE"
            if self.piece["unlogged"] and not self._is_referenced() and not self.piece["reference"]
            else "TABLE"
        )
        yield f"CREATE {kind} app.{self.name} ({', '.join(parts)}) {self.piece['options']}"

    def _stands(self, text: str) -> bool:
        words = text.replace("(", " ").replace(")", " ").replace(",", " ").split()
        return has_ground(text, self.drawn) and all(word in self.own for word in words if word in COLUMNS)

    def _is_referenced(self) -> bool:
        return any(self.drawn[name] and self.drawn[name]["reference"] == self.name for name in TABLES)

    def _reference(self) -> Table | None:
        other = self.piece["reference"]
        if not other or not self.drawn[other] or not self.drawn[other]["key"]:
            return None
        return Table(other, self.drawn, self.major)

    def _column(self, name: str) -> str:
        spec, type = self.columns[name], self.type(name)
        parts = [name, type]
        if spec["collate"] and type in TEXTUAL and has_ground(spec["collate"], self.drawn):
            parts.append(f"COLLATE {spec['collate']}")
        generated = self._generated(name)
        if generated:
            parts.append(generated)
        elif spec["identity"] and type in WHOLE and spec["default"] is None:
            parts.append(f"GENERATED {spec['identity']} AS IDENTITY {spec['identity_options']}")
        elif spec["default"] is not None:
            defaults = TYPES[type]
            default = defaults[spec["default"] % len(defaults)]
            parts += [f"DEFAULT {default}"] if self._fits(default, type) else []
        if spec["not_null"] and not (generated and spec["generated"] == "VIRTUAL"):
            parts.append("NOT NULL")
        return " ".join(parts)

    def _fits(self, default: str, type: str) -> bool:
        labels = self.drawn["mood"]["labels"] if self.drawn["mood"] else ()
        return has_ground(default, self.drawn) and (type != "app.mood" or "ok" in labels)

    def _generated(self, name: str) -> str:
        spec, type = self.columns[name], self.type(name)
        how = spec["generated"]
        if not how or type not in ("integer", "bigint", "text", "boolean") or self.piece["id"] == "uuid":
            return ""
        if how == "VIRTUAL" and self.major < 18:
            return ""
        expression = {"text": "'n'::text", "boolean": "id IS NULL"}.get(type, "id + 1" if self.id_type == type else "7")
        return f"GENERATED ALWAYS AS ({expression}) {how}"

    def rest(self) -> Iterator[str]:
        name, piece = f"app.{self.name}", self.piece
        if other := self._reference():
            foreign = f"FOREIGN KEY (ref) REFERENCES app.{other.name} (id) {piece['action']}"
            yield f"ALTER TABLE {name} ADD CONSTRAINT {self.name}_ref {foreign}"
        for column, spec in self.columns.items():
            if spec["setting"] and self._takes(column, spec["setting"]):
                yield f"ALTER TABLE {name} ALTER COLUMN {column} {spec['setting']}"
            yield from comment_on(f"COLUMN {name}.{column}", spec)
            if spec["grant"]:
                yield f"GRANT {spec['grant'].format(column)} ON {name} TO reader"
        yield from self._indexes()
        yield from self._guards()
        yield from comment_on(f"TABLE {name}", piece)
        for grant in piece["grants"]:
            what, _, whom = grant.partition(" TO ")
            yield f"GRANT {what} ON {name} TO {whom}"
        if piece["owner"] and not self.drawn["counter"]:
            yield f"ALTER TABLE {name} OWNER TO {piece['owner']}"

    def _takes(self, column: str, setting: str) -> bool:
        if self._generated(column) and self.columns[column]["generated"] == "VIRTUAL":
            return "STATISTICS" in setting and self.major < 18
        if "STORAGE" in setting or "COMPRESSION" in setting:
            return self.type(column) in ("text", "varchar(20)", "varchar(40)", "jsonb", "bytea")
        return True

    def _is_sortable(self, column: str) -> bool:
        return self.type(column) in ORDERED and not self._is_virtual(column)

    def _is_virtual(self, column: str) -> bool:
        return column in self.columns and "VIRTUAL" in self._generated(column)

    def _indexes(self) -> Iterator[str]:
        sorted_columns = [c for c in self.columns if self._is_sortable(c)]
        place = dict(zip("abc", (sorted_columns * 3)[:3], strict=False)) or dict.fromkeys("abc", "id")
        for n, index in enumerate(sorted(self.piece["indexes"])):
            target = index.format(**place) if place else index
            if has_ground(target, self.drawn) and not (
                "brin" in target and self.type_of(place["c"]) in ("boolean", "integer[]")
            ):
                yield f"CREATE INDEX {self.name}_i{n}{len(target) % 3} ON app.{self.name} {target}"
        if self.piece["unique_index"]:
            yield f"CREATE UNIQUE INDEX {self.name}_u ON app.{self.name} (id)"
            if self.piece["cluster"]:
                yield f"ALTER TABLE app.{self.name} CLUSTER ON {self.name}_u"
        identity = self.piece["identity"]
        if (
            identity == "INDEX"
            and self.piece["unique_index"]
            and (self.piece["key"] == "primary" or "serial" in self.piece["id"])
        ):
            yield f"ALTER TABLE app.{self.name} REPLICA IDENTITY USING INDEX {self.name}_u"
        elif identity in ("FULL", "NOTHING"):
            yield f"ALTER TABLE app.{self.name} REPLICA IDENTITY {identity}"

    def type_of(self, column: str) -> str:
        return self.type(column) if column in self.columns else self.id_type

    def _guards(self) -> Iterator[str]:
        name, piece = f"app.{self.name}", self.piece
        if piece["rls"]:
            yield f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY" + (
                f", {piece['rls']} ROW LEVEL SECURITY" if piece["rls"] == "FORCE" else ""
            )
        using = piece["policy_using"] if has_ground(piece["policy_using"], self.drawn) else "true"
        clauses = {
            "read": f"FOR SELECT TO {{}} USING ({using})",
            "write": f"FOR INSERT TO {{}} WITH CHECK ({using})",
            "every": f"TO {{}} USING ({using})",
        }
        for policy in piece["policies"]:
            clause = clauses[policy].format(piece["policy_role"])
            yield f"CREATE POLICY {policy} ON {name} {piece['policy_kind']} {clause}"
        for trigger in piece["triggers"]:
            yield from self._trigger(trigger)
        if piece["rule"]:
            yield f"CREATE RULE rule AS ON DELETE TO {name} {piece['rule']}"
        if piece["statistics"] and len(self.own) > 2 and self._is_sortable(second := self.own[1]):
            yield f"CREATE STATISTICS app.{self.name}_stat {piece['statistics']} ON id, {second} FROM {name}"

    def _trigger(self, trigger: str) -> Iterator[str]:
        table = f"app.{self.name}"
        event = f"{self.piece['trigger_event']} ON {table}"
        yield {
            "row": f"CREATE TRIGGER row BEFORE {event} FOR EACH ROW EXECUTE FUNCTION app.touch('x')",
            "statement": f"CREATE TRIGGER statement AFTER {event} EXECUTE FUNCTION app.touch()",
            "deferred": f"CREATE CONSTRAINT TRIGGER deferred AFTER {event} DEFERRABLE FOR EACH ROW"
            " EXECUTE FUNCTION app.touch()",
        }[trigger]
        if self.piece["trigger_state"]:
            yield f"ALTER TABLE {table} {self.piece['trigger_state']} TRIGGER {trigger}"
