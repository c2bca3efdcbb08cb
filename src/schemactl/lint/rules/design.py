"""Types and tables that are regretted later."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from schemactl.lint.changes import AddColumn, AlterType, Column, CreateTable, Type
from schemactl.lint.context import Context
from schemactl.lint.model import Hit, Rule, Severity
from schemactl.lint.rules.common import is_first_of, shown

COLUMNS = (CreateTable, AddColumn, AlterType)
TypedChange = CreateTable | AddColumn | AlterType


def typed(change: TypedChange, context: Context) -> Iterator[tuple[str, Type, int, Column | None]]:
    """The columns whose type a change sets: name, type, place, and the column as it is written.

    Not those that an earlier file has made of this type, be it of another length; nor those of foreign
    tables, whose types another server chooses.
    """
    if isinstance(change, CreateTable):
        for column in () if change.is_foreign else change.columns:
            yield column.name, column.type, column.at, column
    elif isinstance(change, AddColumn):
        yield change.column.name, change.column.type, change.column.at, change.column
    else:
        known = context.schema.column(change.table, change.column)
        if not (known and known.type and known.type.base == change.type.base and not known.is_new):
            yield change.column, change.type, change.at, None


def chosen(
    change: TypedChange, context: Context, is_meant: Callable[[Type], bool]
) -> Iterator[tuple[str, list[tuple[str, int, Column | None]]]]:
    """The columns of such a type, by the type; those of one table that a statement sets together at the first one."""
    if not is_first_of(change, COLUMNS, context):
        return
    found: dict[str, list[tuple[str, int, Column | None]]] = {}
    for one in _together(change, context):
        for name, type, at, column in typed(one, context):
            if is_meant(type):
                found.setdefault(type.text, []).append((name, at, column))
    yield from found.items()


def _together(change: TypedChange, context: Context) -> list[TypedChange]:
    return [one for one in context.here.changes if isinstance(one, COLUMNS) and one.table == change.table]


def _of_type(
    words: str, plural: str, is_meant: Callable[[Type], bool]
) -> Callable[[TypedChange, Context], Iterator[Hit]]:
    """A check that tells once for each table of a statement which columns are of such a type."""

    def check(change: TypedChange, context: Context) -> Iterator[Hit]:
        for type, columns in chosen(change, context, is_meant):
            yield _hit(change, type, [(name, at) for name, at, _ in columns], (words, plural))

    return check


def _hit(
    change: TypedChange,
    type: str,
    columns: list[tuple[str, int]],
    words: tuple[str, str],
    severity: Severity | None = None,
) -> Hit:
    """words: what is to be said of one column, and of several; a pattern of what is allowed names one column."""
    (name, at), *others = columns
    if not others:
        return Hit(f"{name} is {type}{words[0]}", name, at=at, severity=severity)
    listed = ", ".join(name for name, _ in columns)
    return Hit(f"{listed} are {type}{words[1]}", shown(change.table), at=at, severity=severity)


SMALL = ("int2", "int4", "smallserial", "serial", "serial2", "serial4")


def _bigint(change: TypedChange, context: Context) -> Iterator[Hit]:
    for text, columns in chosen(change, context, lambda type: type.base in SMALL):
        keys = {key for one in _together(change, context) for key in _keys(one, context)}
        end = "32,767" if text.startswith(("small", "serial2")) else "2,147,483,647"
        words = (f", which ends at {end}", f", which end at {end}")
        own = [(name, at) for name, at, column in columns if name in keys or _is_numbered(column)]
        others = [(name, at) for name, at, column in columns if not (name in keys or _is_numbered(column))]
        if own:
            found = _hit(change, text, own, words)
            yield found._replace(message=f"the key{'s' if len(own) > 1 else ''} {found.message}")
        if others:
            yield _hit(change, text, others, words, Severity.INFO)


def _is_numbered(column: Column | None) -> bool:
    return column is not None and (column.is_serial or bool(column.identity))


def _keys(change: TypedChange, context: Context) -> set[str]:
    """The column that is a primary key by itself.

    One of several mostly counts within the others, and one that refers elsewhere has the type that it finds there.
    """
    if isinstance(change, CreateTable):
        constraints = [*change.constraints, *(one for column in change.columns for one in column.constraints)]
    elif isinstance(change, AddColumn):
        constraints = list(change.column.constraints)
    else:
        known = context.schema.table(change.table)
        constraints = list(known.constraints.values()) if known else []
    referring = {name for one in constraints if one.kind == "foreign_key" for name in one.columns}
    primary = [one.columns for one in constraints if one.kind == "primary_key"]
    return {columns[0] for columns in primary if len(columns) == 1} - referring


PREFER_BIGINT = Rule(
    name="prefer-bigint",
    code="SC701",
    severity=Severity.WARNING,
    on=COLUMNS,
    check=_bigint,
    summary="smallint, integer or serial; a warning for keys, a note for other columns",
    problem="A key that reaches the end of its type stops all inserts, and the way out writes the table anew.",
    remedy="bigint: four bytes more, which alignment mostly takes anyway.",
    bad="CREATE TABLE users (id int PRIMARY KEY);",
    good="CREATE TABLE users (id bigint PRIMARY KEY);",
    aliases=(
        "squawk:prefer-bigint-over-int",
        "squawk:prefer-bigint-over-smallint",
        "pgsafe:prefer-bigint-primary-key",
        "diesel-guard:ShortIntegerPrimaryKeyCheck",
    ),
)


def _identity(change: TypedChange, context: Context) -> Iterator[Hit]:
    for name, type, at, column in typed(change, context):
        if column and column.is_serial:
            yield Hit(f"{name} is {type.text}: an identity column is standard SQL", name, at=at)


PREFER_IDENTITY = Rule(
    name="prefer-identity",
    code="SC702",
    severity=Severity.INFO,
    on=COLUMNS,
    check=_identity,
    summary="serial types",
    problem="The sequence of a serial has privileges and an owner of its own, and whoever inserts a number by "
    "hand collides with it later.",
    remedy="bigint GENERATED BY DEFAULT AS IDENTITY, or GENERATED ALWAYS.",
    bad="CREATE TABLE users (id bigserial PRIMARY KEY);",
    good="CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);",
    aliases=("squawk:prefer-identity", "pgsafe:prefer-identity", "diesel-guard:CreateTableSerialCheck"),
)


PREFER_TEXT = Rule(
    name="prefer-text",
    code="SC703",
    severity=Severity.WARNING,
    on=COLUMNS,
    check=_of_type("", "", lambda type: type.base == "varchar" and bool(type.modifiers)),
    summary="varchar(n)",
    problem="A length is a rule of the application more than of the data. (Making it longer later is free; making "
    "it shorter is not.",
    remedy="text, with a CHECK on the length where it matters.",
    bad="CREATE TABLE users (id bigint PRIMARY KEY, name varchar(50));",
    good="CREATE TABLE users (id bigint PRIMARY KEY, name text);",
    aliases=("squawk:prefer-text-field",),
    is_on=False,
)


PREFER_TIMESTAMPTZ = Rule(
    name="prefer-timestamptz",
    code="SC704",
    severity=Severity.WARNING,
    on=COLUMNS,
    check=_of_type(
        ", which does not know what moment it means",
        ", which do not know what moment they mean",
        lambda type: type.base == "timestamp",
    ),
    summary="timestamp without time zone",
    problem="It keeps what the clock on some wall showed; with clients in two zones, or one that changes to "
    "summer time, differences are wrong.",
    remedy="timestamptz: it keeps the moment, in the same eight bytes.",
    bad="CREATE TABLE events (id bigint PRIMARY KEY, at timestamp);",
    good="CREATE TABLE events (id bigint PRIMARY KEY, at timestamptz);",
    aliases=("squawk:prefer-timestamp-tz", "diesel-guard:TimestampTypeCheck"),
)


NO_CHAR = Rule(
    name="no-char",
    code="SC705",
    severity=Severity.WARNING,
    on=COLUMNS,
    check=_of_type(
        ", which is filled up with blanks",
        ", which are filled up with blanks",
        lambda type: type.base in ("bpchar", "char"),
    ),
    summary="char(n)",
    problem="Values are padded with blanks, which comparisons then overlook, some of them.",
    remedy="text or varchar.",
    bad="CREATE TABLE users (id bigint PRIMARY KEY, country char(2));",
    good="CREATE TABLE users (id bigint PRIMARY KEY, country text);",
    aliases=("squawk:ban-char-field", "diesel-guard:CharTypeCheck"),
)


PREFER_JSONB = Rule(
    name="prefer-jsonb",
    code="SC706",
    severity=Severity.WARNING,
    on=COLUMNS,
    check=_of_type(
        ", which has no equality: DISTINCT and UNION over it fail",
        ", which have no equality: DISTINCT and UNION over them fail",
        lambda type: type.base == "json",
    ),
    summary="json",
    problem="json is text that was looked at once: no equality, no index, parsed anew for each access.",
    remedy="jsonb.",
    bad="CREATE TABLE events (id bigint PRIMARY KEY, data json);",
    good="CREATE TABLE events (id bigint PRIMARY KEY, data jsonb);",
    aliases=(
        "eugene:E3",
        "pgsafe:prefer-jsonb",
        "diesel-guard:AddJsonColumnCheck",
        "strong-migrations:add_column_json",
    ),
)


def _aligned(change: CreateTable, _: Context) -> Iterator[Hit]:
    sizes = [_WIDTHS.get(column.type.base) for column in change.columns if not column.type.is_array]
    if len(sizes) != len(change.columns) or None in sizes or len(sizes) < 3:
        return
    widths = [size for size in sizes if size]
    waste = _padded(widths) - _padded(sorted(widths, reverse=True))
    if waste >= 8:
        yield Hit(f"{waste} bytes of each row are padding", shown(change.table), word=change.table.name)


_WIDTHS = {
    "int8": 8,
    "float8": 8,
    "timestamptz": 8,
    "timestamp": 8,
    "time": 8,
    "int4": 4,
    "date": 4,
    "float4": 4,
    "int2": 2,
    "bool": 1,
}
_WIDTHS |= {"bigserial": 8, "serial": 4, "smallserial": 2}


def _padded(widths: list[int]) -> int:
    """The bytes of a row of values of fixed width, each at a multiple of its width; the whole at one of eight."""
    at = 0
    for width in widths:
        at += -at % width + width
    return at + -at % 8


COLUMN_ALIGNMENT = Rule(
    name="column-alignment",
    code="SC716",
    severity=Severity.INFO,
    on=(CreateTable,),
    check=_aligned,
    summary="Columns in an order that wastes bytes on padding",
    problem="A value of eight bytes starts at a multiple of eight: small columns between large ones leave holes "
    "in each row.",
    remedy="Put the widest columns of fixed width first, those of variable width last.",
    bad="CREATE TABLE t (a boolean, b bigint, c boolean, d bigint, e boolean, f bigint);",
    good="CREATE TABLE t (b bigint, d bigint, f bigint, a boolean, c boolean, e boolean);",
    aliases=("atlas:PG110",),
    is_on=False,
)

RULES = (
    PREFER_BIGINT,
    PREFER_IDENTITY,
    PREFER_TEXT,
    PREFER_TIMESTAMPTZ,
    NO_CHAR,
    PREFER_JSONB,
    COLUMN_ALIGNMENT,
)
