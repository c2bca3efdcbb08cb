"""Which objects of the current state have another name in the desired one, and the statements that rename them.

In: two catalogs, hints (comments and flags), and `Answers` for what nobody said. Out: renames, findings about hints
that are not true, and statements there and back. A rename is never guessed: without a hint or an answer, a drop
and an add of the same shape are named in a finding. What an index, a constraint or a sequence of a column is called
carries nothing, so those are renamed wherever nothing but their name differs (`alike.loose_ends`).
This file must never know how a person is asked.

Renames go level by level (schemas, then what stands in them, then the parts of these), each seen under the names
that the level before gave.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from schemactl.catalog.model import Catalog, Object, ObjectId
from schemactl.diff.model import Statement
from schemactl.diff.rules import RULE_OF
from schemactl.errors import UsageError
from schemactl.finding import Finding, Severity
from schemactl.pgsql import qualified, quote_identifier, quote_literal
from schemactl.plan.alike import (
    LEVELS,
    PART_KINDS,
    PARTS_OF,
    VIEWS,
    WHOLE_KINDS,
    Objects,
    Rename,
    all_ids,
    find_alike,
    whole_of,
)
from schemactl.source.hints import RenameHint

STALE = "rename-hint-stale"
POSSIBLE = "possible-rename"
BESIDE = "besides"
Names = Mapping[str, list[ObjectId]]
TEMPORARY = "_renaming"
"""Stands behind the name of something on its way, where two swap their names."""


class Answers:
    """What people say to questions that the catalogs cannot answer. This class never asks; the command line's does."""

    def __init__(self, renames: Sequence[RenameHint] = (), *, mentions: bool = True, up_only: bool = False) -> None:
        """`renames`: what was said beforehand. mentions: whether what might be a rename is reported.

        up_only: where no way back can be proven, there need be none.
        """
        self.renames = tuple(renames)
        self._mentions = mentions
        self._up_only = up_only

    def is_rename(self, old: ObjectId, new: ObjectId) -> bool | None:  # noqa: ARG002 for subclasses
        """Whether `old` is now called `new`; None: nobody knows, and a finding says that it might be."""
        return None if self._mentions else False

    def is_up_enough(self, reason: str) -> bool:  # noqa: ARG002 for subclasses
        """Whether a migration may have no way back. reason: why none can be proven."""
        return self._up_only


@dataclass(frozen=True, slots=True)
class Renames:
    """What is renamed, in an order in which it can be, and what is to be said about hints and guesses."""

    pairs: tuple[Rename, ...] = ()
    findings: tuple[Finding, ...] = ()


def find_renames(
    current: Catalog, desired: Catalog, hints: Sequence[RenameHint], answers: Answers, *, is_part: bool = False
) -> Renames:
    """The renames that hints and answers tell, and findings about the rest.

    is_part: the catalogs hold only what differs, so that a flag that fits nothing may have been true once.
    Raises UsageError for a flag that fits nothing, or more than one thing.
    """
    now = dict(current.objects)
    pairs: list[Rename] = []
    findings: list[Finding] = []
    silent = dict.fromkeys((*hints, *answers.renames))
    for level in LEVELS:
        judged = _judge(now, desired, (*hints, *answers.renames), level, pairs)
        for each in judged:
            silent.pop(each.hint, None)
        findings += [_finding(each) for each in judged if each.problem]
        found = list(dict.fromkeys(each.pair for each in judged if not each.problem))
        now = renamed_objects(now, found)
        more = _answered(find_alike(now, desired, level), found, answers, findings)
        now = renamed_objects(now, more)
        pairs += _ordered(dict([*found, *more]))
    findings += [_nothing_meant(hint, is_part=is_part) for hint in silent]
    return Renames(tuple(pairs), tuple(dict.fromkeys(findings)))


class _Judged(NamedTuple):
    """What a hint may mean, and what keeps it from being a rename ('' if nothing does)."""

    hint: RenameHint
    pair: Rename
    problem: str


def _judge(
    now: Objects, desired: Catalog, hints: Sequence[RenameHint], level: Sequence[str], done: Sequence[Rename]
) -> list[_Judged]:
    """What the hints mean at one level: the renames, or of a hint that tells none all that it may have meant."""
    if not hints:
        return []
    here, there = _by_name(now), _by_name(desired.objects)
    meant = [(hint, pair) for hint in hints for pair in _pairs(hint, here, there, level, done)]
    olds, news = {pair.old for _, pair in meant}, {pair.new for _, pair in meant}
    has = (set(all_ids(now)), set(all_ids(desired.objects)))
    judged = [_Judged(hint, pair, _problem(pair, *has, olds, news)) for hint, pair in meant]
    return [each for hint in hints for each in _chosen(hint, [one for one in judged if one.hint is hint])]


def _chosen(hint: RenameHint, judged: Sequence[_Judged]) -> Sequence[_Judged]:
    """Renames before all else, in the first schema of the search path that has one; a flag tells one thing only."""
    fit = [each for each in judged if not each.problem] or judged
    for schema in hint.schemas or ("public",):
        fit = [each for each in fit if each.pair.new.schema == schema] or fit
    if not hint.place and len({(each.pair.new.schema, each.pair.new.table, each.pair.new.kind) for each in fit}) > 1:
        names = ", ".join(str(each.pair.old) for each in fit)
        way_out = 'write the schema, and what it is: --rename "table app.a=b"'
        raise UsageError(f"{hint.text} may mean {names}", hint=way_out)
    return fit


def _problem(pair: Rename, now: set[ObjectId], wanted: set[ObjectId], olds: set[ObjectId], news: set[ObjectId]) -> str:
    """What keeps this from being a rename; '' if nothing does."""
    old, new = pair
    if old not in now or old == new:
        return f"{new} has its new name already" if new in now else f"there is no {old}, so that {new} is made anew"
    if new not in wanted:
        return f"the desired state has no {new}"
    if old in wanted and old not in news:
        return f"{old} is still wanted, so that {new} is made anew"
    if new in now and new not in olds:
        return f"{new} is there already, {BESIDE} {old}"
    return ""


def _finding(judged: _Judged) -> Finding:
    hint, pair, problem = judged
    severity = Severity.WARNING if BESIDE in problem else Severity.INFO
    return Finding(STALE, severity, f"{hint.text}: {problem}", "take the hint away", str(pair.new), hint.place)


def _nothing_meant(hint: RenameHint, *, is_part: bool) -> Finding:
    if not hint.place and not is_part:
        raise UsageError(f"{hint.text}: nothing has this name", hint="--rename app.users.username=user_name")
    said = f"{hint.text}: nothing that differs has this name"
    return Finding(STALE, Severity.INFO, said, "take the hint away", place=hint.place)


def _by_name(objects: Objects) -> dict[str, list[ObjectId]]:
    names: dict[str, list[ObjectId]] = {}
    for id in all_ids(objects):
        names.setdefault(id.name, []).append(id)
    return names


def _pairs(
    hint: RenameHint, here: Names, there: Names, level: Sequence[str], done: Sequence[Rename]
) -> Iterator[Rename]:
    """What a hint may mean at this level, found by either of its names in either state."""
    kinds = [kind for kind in hint.kinds or level if kind in level]
    old, new = _in_full(hint.old, hint.new), _in_full(hint.new, hint.old)
    as_written = [hint.new] if hint.place and len(hint.new) < len(hint.old) else []  # the search path says where
    for path in (*_variants(new, done), *as_written):
        for id in (*_matching(path, there, kinds), *_matching(path, here, kinds)):
            yield Rename(_with_names(id, hint.old, here), id)
    for path in _variants(old, done):
        for id in _matching(path, here, kinds):
            yield Rename(id, _with_names(id, hint.new, there))


def _in_full(names: Sequence[str], other: Sequence[str]) -> tuple[str, ...]:
    """`names` behind what the longer other one says of where it stands."""
    return (*other[: len(other) - len(names)], *names)


def _variants(path: tuple[str, ...], done: Sequence[Rename]) -> list[tuple[str, ...]]:
    """A path, and what it is when what holds it has been renamed."""
    paths = [path]
    for old, new in done:
        length = len(path) - 1
        if old.kind == "schema":
            paths += [(new.name, *each[1:]) for each in paths if length and each[0] == old.name]
        elif length:
            paths += [(*_path(new)[-length:], each[-1]) for each in paths if each[:-1] == _path(old)[-length:]]
    return paths


def _matching(names: Sequence[str], index: Names, kinds: Sequence[str]) -> list[ObjectId]:
    """As written, or in small letters, as SQL takes names without quotes."""
    for spelled in (tuple(names), tuple(name.lower() for name in names)):
        found = [id for id in index.get(spelled[-1], ()) if id.kind in kinds and _path(id)[-len(spelled) :] == spelled]
        if found:
            return found
    return []


def _path(id: ObjectId) -> tuple[str, ...]:
    return (id.schema, id.table, id.name) if id.kind in PART_KINDS else (id.schema, id.name)


def _with_names(id: ObjectId, names: Sequence[str], index: Names) -> ObjectId:
    """The same thing under another name, perhaps in another schema; in small letters where only that is there."""
    schema = names[-2] if len(names) > 1 and id.kind in WHOLE_KINDS else id.schema
    exact, small = (id._replace(name=name, schema=schema) for name in (names[-1], names[-1].lower()))
    return small if exact not in index.get(exact.name, ()) and small in index.get(small.name, ()) else exact


def _answered(
    alike: Sequence[Rename], said: Sequence[Rename], answers: Answers, findings: list[Finding]
) -> list[Rename]:
    """Drops and adds of the same shape, each put to `answers`; what nobody answers is a finding.

    Of a schema that may have been renamed, the objects in it are not called out one by one.
    """
    found: list[Rename] = []
    settled = {id for pair in said for id in pair}
    doubtful = {finding.object for finding in findings if finding.rule == POSSIBLE}
    for pair in alike:
        if settled & set(pair) or str(ObjectId("schema", "", pair.new.schema)) in doubtful:
            continue
        answer = answers.is_rename(*pair)
        if answer is None:
            findings.append(_possible(pair))
        if answer is not False:
            settled |= set(pair)
        found += [pair] if answer else []
    return found


def _possible(pair: Rename) -> Finding:
    old, new = pair
    path = ".".join(quote_identifier(name) for name in _path(old) if name)
    flag = f"--rename {path}={quote_identifier(new.name)}"
    remedy = f"if it was renamed, say so: {flag}, or `-- schemactl:renamed from={old.name}` beside it"
    return Finding(POSSIBLE, Severity.WARNING, f"{old} goes and {new} comes, of the same shape", remedy, str(new))


def renamed_objects(objects: Objects, pairs: Sequence[Rename]) -> dict[ObjectId, Object]:
    """The objects under their new names, parts with their wholes; what they say of one another stays as it was."""
    if not pairs:
        return dict(objects)
    exact = dict(pairs)
    schemas = {old.name: new.name for old, new in pairs if old.kind == "schema"}
    wholes = {(k, o.schema, o.name): n for o, n in pairs for k in PARTS_OF.get(o.kind, ())}

    def moved(id: ObjectId) -> ObjectId:
        if id in exact:
            return exact[id]
        if whole := wholes.get((id.kind, id.schema, id.table)):
            return id._replace(schema=whole.schema, table=whole.name)
        return id._replace(schema=schemas.get(id.schema, id.schema))

    return {moved(id): replace(object, id=moved(id)) for id, object in objects.items()}


def new_name(pairs: Sequence[Rename]) -> Callable[[ObjectId], ObjectId]:
    """What an object, a label or an attribute is called after all renames, done one after the other."""

    @cache
    def named(id: ObjectId) -> ObjectId:
        for old, new in pairs:
            if id == old:
                id = new
            elif old.kind == "schema" and id.schema == old.name:
                id = id._replace(schema=new.name)
            elif (id.schema, id.table) == (old.schema, old.name) and old in (whole_of(id), _whole_table(id, old)):
                id = id._replace(schema=new.schema, table=new.name)
        return id

    return named


def _whole_table(id: ObjectId, whole: ObjectId) -> ObjectId | None:
    """What a part belongs to, if that is of this kind."""
    return whole if id.kind in PARTS_OF.get(whole.kind, ()) else None


def _ordered(pairs: dict[ObjectId, ObjectId]) -> Iterator[Rename]:
    """A name is given up before another takes it; of two that swap, one goes by a name in between."""
    while pairs:
        ready = [old for old, new in pairs.items() if new not in pairs]
        for old in ready:
            yield Rename(old, pairs.pop(old))
        if not ready:
            old = next(iter(pairs))
            between = old._replace(name=old.name + TEMPORARY)
            yield Rename(old, between)
            pairs[between] = pairs.pop(old)


def rename_statements(pairs: Iterable[Rename], objects: Objects) -> tuple[Statement, ...]:
    """Statements for renames, in their order. objects: those of either state, for the words that name them."""
    return tuple(statement for pair in pairs for statement in _statements(pair, objects))


def backwards(pairs: Sequence[Rename]) -> tuple[Rename, ...]:
    """The way back."""
    return tuple(Rename(new, old) for old, new in reversed(pairs))


def missing_schemas(pairs: Sequence[Rename], current: Catalog) -> tuple[ObjectId, ...]:
    """The schemas that something moves to, and that are neither there nor given their name by a rename."""
    schemas = {ObjectId("schema", "", new.schema) for _, new in pairs if new.schema}
    return tuple(sorted(schemas - current.objects.keys() - {new for _, new in pairs}))


def create_schemas(schemas: Sequence[ObjectId]) -> tuple[Statement, ...]:
    """With nothing in them; their owner, privileges and comment come with the rest of the plan."""
    return tuple(Statement(f"CREATE SCHEMA {quote_identifier(id.name)}", about=id) for id in schemas)


def drop_schemas(schemas: Sequence[ObjectId]) -> tuple[Statement, ...]:
    """The way back of `create_schemas`, for when they are empty again."""
    return tuple(Statement(f"DROP SCHEMA {quote_identifier(id.name)}", about=id) for id in reversed(schemas))


def _statements(pair: Rename, objects: Objects) -> Iterator[Statement]:
    old, new = pair
    object = _object(pair, objects)
    renamed, moved = old._replace(name=new.name), old._replace(schema=new.schema)
    moves_first = renamed in objects and renamed != new  # another thing has that name where this one comes from
    if old.name != new.name and not moves_first:
        yield Statement(_sql(old, new.name, object), about=whole_of(new))
    if old.schema != new.schema:
        mover = old if moves_first else renamed
        phrase = RULE_OF[old.kind].phrase(mover, replace(object, id=mover))
        yield Statement(f"ALTER {phrase} SET SCHEMA {quote_identifier(new.schema)}", about=new)
    if old.name != new.name and moves_first:
        yield Statement(_sql(moved, new.name, object), about=whole_of(new))


def _object(pair: Rename, objects: Objects) -> Object:
    """The object itself, or what knows its words."""
    views = (ObjectId(kind, pair.old.schema, pair.old.table) for kind in VIEWS)
    return next((objects[id] for id in (*pair, *map(whole_of, pair), *views) if id in objects), Object(pair.old, {}))


def _sql(old: ObjectId, name: str, object: Object) -> str:
    holder = qualified(old.schema, old.table) if old.table else ""
    names = f"{quote_identifier(old.name)} TO {quote_identifier(name)}"
    match old.kind:
        case "enum_value":
            return f"ALTER TYPE {holder} RENAME VALUE {quote_literal(old.name)} TO {quote_literal(name)}"
        case "attribute":
            return f"ALTER TYPE {holder} RENAME ATTRIBUTE {names}"
        case "view_column":
            words = object.id.kind.replace("_", " ").upper()
            return f"ALTER {words} {holder} RENAME COLUMN {names}"
        case "column":
            return f"ALTER {'FOREIGN ' if object.get('foreign') else ''}TABLE {holder} RENAME COLUMN {names}"
        case "constraint":
            return f"ALTER TABLE {holder} RENAME CONSTRAINT {names}"
        case "domain_constraint":
            return f"ALTER DOMAIN {holder} RENAME CONSTRAINT {names}"
    phrase = RULE_OF[old.kind].phrase(old, replace(object, id=old))
    return f"ALTER {phrase} RENAME TO {quote_identifier(name)}"
