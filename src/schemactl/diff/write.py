"""Deltas in, statements out, in no order yet: each kind's rule writes, and what must be rebuilt around it joins in.

An object that must be replaced takes its dependents along: they are dropped before and made again after, whole.
What holds rows (tables, columns) is never replaced for another object's sake: a type that columns have is swapped.
This file must never know how a statement is spelled, nor in which order statements run.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from schemactl.catalog.model import Catalog, ObjectId
from schemactl.diff.model import Action, Delta, Statement
from schemactl.diff.reparse import without_array_casts
from schemactl.diff.rule import Change, Context
from schemactl.diff.rules import RULE_OF
from schemactl.diff.rules.common import COMMON, write_common
from schemactl.diff.rules.conversion import SWAPPED
from schemactl.diff.rules.copies import table_of
from schemactl.diff.rules.heirs import is_made_by_parent
from schemactl.diff.rules.merged import left_while_retyped
from schemactl.diff.rules.reference import is_foreign_key
from schemactl.diff.rules.swap import meanwhile, swap_type

ROUTINES = frozenset({"function", "procedure", "aggregate"})
HOLDS_ROWS = frozenset({"table", "column", "sequence"})


@dataclass(frozen=True, slots=True)
class Refusal:
    """A difference that cannot be planned, by name."""

    id: ObjectId
    reason: str

    def __str__(self) -> str:
        return f"{self.id}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Written:
    """statements: unordered but for `chains`, tuples of indexes that must keep their order.

    covered: the explicit DROP of objects that another statement takes along, for the order to break a cycle with.
    """

    statements: tuple[Statement, ...]
    chains: tuple[tuple[int, ...], ...] = ()
    covered: Mapping[ObjectId, Statement] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()


def write(current: Catalog, desired: Catalog, deltas: Sequence[Delta]) -> Written:
    """All statements that carry out the deltas; `refused` names the differences that nothing can carry out."""
    context = Context(current, desired)
    refused = tuple(refusal for delta in deltas for refusal in _refusals(delta))
    if refused:
        return Written((), refused=refused)
    writer = _Writer(context, {delta.id: delta for delta in deltas})
    writer.decide()
    return writer.write()


def _refusals(delta: Delta) -> Iterable[Refusal]:
    rule = RULE_OF.get(delta.id.kind)
    if rule is None:
        yield Refusal(delta.id, "this kind of object is read but cannot be planned yet")
        return
    for attribute in sorted(delta.changed):
        if attribute not in COMMON and rule.changes.get(attribute, Change.REFUSE) is Change.REFUSE:
            yield Refusal(delta.id, f"a change of {attribute.replace('_', ' ')} cannot be planned")


class _Writer:
    """Decides what happens to each object, then asks the rules."""

    def __init__(self, context: Context, deltas: dict[ObjectId, Delta]) -> None:
        self.context = context
        self.deltas = deltas
        self.actions: dict[ObjectId, Action] = {}
        self.swaps: dict[ObjectId, set[ObjectId]] = {}
        self.successors: dict[ObjectId, ObjectId] = {}
        self.new_routines: set[tuple[str, str]] = set()
        self.statements: list[Statement] = []
        self.chains: list[tuple[int, ...]] = []

    def decide(self) -> None:
        for delta in self.deltas.values():
            self.actions[delta.id] = self._action(delta)
        created = (id for id, action in self.actions.items() if action is Action.CREATE)
        self.new_routines = {(id.schema, id.name) for id in created if id.kind in ROUTINES}
        self.successors = dict(self._find_successors())
        for table in self._tables_that_rejoin():
            self._let_leave_and_join(table)
        for delta in list(self.deltas.values()):
            self._rebuild(RULE_OF[delta.id.kind].remakes(delta, self.context))
        queue = [id for id, action in self.actions.items() if action in (Action.DROP, Action.REPLACE)]
        for id, action in list(self.actions.items()):
            if action is Action.ALTER:
                queue += self._rebuild(RULE_OF[id.kind].rebuilds(self.deltas[id], self.context))
        while queue:
            queue += self._rebuild(self._stranded(queue.pop()))
        for id in list(self.swaps):
            self._swap_what_it_needs(id)
        for id in [id for id in self.actions if self._is_of_other_rows(id)]:
            self._untie_typed_tables(id)

    def _tables_that_rejoin(self) -> list[ObjectId]:
        """For the sake of a name that is inherited, or of a type that is inherited twice."""
        renamed = [d.id for d in self.deltas.values() if "not_null_constraint" in d.changed]
        tables = [ObjectId("table", id.schema, id.table) for id in renamed]
        around = [each for table in tables for each in (table, *self.context.heirs(table))]
        retyped = [d.id for d in self.deltas.values() if d.id.kind == "column" and {"type", "collation"} & d.changed]
        merged = [ObjectId("table", id.schema, id.table) for id in retyped]
        found = [each for each in around if self.context.must_rejoin(each)]
        return found + [each for each in merged if left_while_retyped(each, self.context)]

    def _find_successors(self) -> Iterable[tuple[ObjectId, ObjectId]]:
        """Types that give their name to one of another kind: as an enum that becomes a domain."""
        made = {(id.schema, id.name): id for id, a in self.actions.items() if a is Action.CREATE and id.kind in SWAPPED}
        for id, action in self.actions.items():
            if action is Action.DROP and id.kind in SWAPPED and (id.schema, id.name) in made:
                yield id, made[id.schema, id.name]

    def _is_made_anew(self, id: ObjectId) -> bool:
        return self.actions.get(id) is Action.REPLACE or id in self.successors

    def _action(self, delta: Delta) -> Action:
        if delta.old is None:
            return Action.CREATE
        if delta.new is None:
            return Action.DROP
        rule = RULE_OF[delta.id.kind]
        changes = {rule.changes.get(attribute) for attribute in delta.changed}
        if Change.REPLACE in changes or rule.needs_replace(delta, self.context):
            return Action.REPLACE
        return Action.ALTER

    def _rebuild(self, ids: Iterable[ObjectId]) -> list[ObjectId]:
        """Mark objects to be dropped and made again; returns the newly marked ones."""
        fresh = [id for id in sorted(ids) if self.actions.get(id) not in (Action.DROP, Action.REPLACE, Action.CREATE)]
        for id in fresh:
            self.actions[id] = Action.REPLACE
            if id not in self.deltas:
                self.deltas[id] = Delta(id, self.context.current.objects[id], self.context.desired.objects[id])
        return fresh

    def _stranded(self, id: ObjectId) -> set[ObjectId]:
        """Dependents that would keep `id` from being dropped and that stay in the desired state."""
        stranded = set()
        for dependent in sorted(self.context.current.dependents.get(id, ())):
            action = self.actions.get(dependent)
            if action in (Action.DROP, Action.REPLACE) or dependent not in self.context.desired.objects:
                continue
            lets_go = self.successors.get(id, id) not in self.context.desired.requirements.get(dependent, ())
            if action is Action.ALTER and lets_go and not self._has_new_overload(id):
                continue
            if self.context.current.objects[dependent].parent == id:
                stranded.add(dependent)
            elif dependent.kind == "table" and id.kind == "table":
                self._let_leave_and_join(dependent)
            elif dependent.kind == "sequence":
                self._change_also(dependent, "owned_by")
            elif self._is_computed(dependent):
                stranded.add(dependent)
            elif id.kind in SWAPPED and dependent.kind in SWAPPED | HOLDS_ROWS and self._is_made_anew(id):
                if dependent.kind in HOLDS_ROWS:
                    self.swaps.setdefault(id, set()).add(dependent)
                stranded |= self._around_column(dependent, id)
            elif dependent.kind not in HOLDS_ROWS:
                stranded.add(dependent)
        return stranded

    def _has_new_overload(self, id: ObjectId) -> bool:
        """While both are there, a call of that name may be bound to the old one once more."""
        return id.kind in ROUTINES and (id.schema, id.name) in self.new_routines

    def _let_leave_and_join(self, table: ObjectId) -> None:
        """A table outlives the parent that is made anew."""
        self._change_also(table, "parents")

    def _change_also(self, table: ObjectId, attribute: str) -> None:
        sides = (self.context.current.objects[table], self.context.desired.objects[table])
        changed = self.deltas[table].changed if table in self.deltas else frozenset[str]()
        self.deltas[table] = Delta(table, *sides, changed | {attribute})
        self.actions.setdefault(table, Action.ALTER)

    def _is_of_other_rows(self, id: ObjectId) -> bool:
        """A composite type whose attributes change, whatever else of it does."""
        if id.kind != "composite_type" or self.actions[id] not in (Action.ALTER, Action.REPLACE):
            return False
        old, new = (
            [a[:3] for a in side.objects[id]["attributes"]] for side in (self.context.current, self.context.desired)
        )
        return self.actions[id] is Action.REPLACE or old != new

    def _untie_typed_tables(self, type: ObjectId) -> None:
        """Tables of a type are no longer while it changes, and are again."""
        for table in self.context.current.dependents.get(type, ()):
            if table.kind == "table" and table in self.context.desired.objects:
                self._change_also(table, "of_type")

    def _swap_what_it_needs(self, id: ObjectId) -> None:
        """While columns still have the old type, so must what that is made of be there."""
        for needed in sorted(self.context.current.requirements.get(id, ())):
            if needed.kind in SWAPPED and self._is_made_anew(needed) and needed not in self.swaps:
                self.swaps[needed] = set()
                self._swap_what_it_needs(needed)

    def _is_computed(self, id: ObjectId) -> bool:
        """A generated column holds nothing that is lost when it is made anew."""
        sides = (self.context.current.objects[id], self.context.desired.objects[id])
        return all(object.get("generated") for object in sides)

    def _around_column(self, id: ObjectId, type: ObjectId) -> set[ObjectId]:
        """A column that changes to the new type of the same name."""
        if id.kind != "column":
            return {id} if id.kind in SWAPPED else set()
        delta = Delta(id, self.context.current.objects[id], self.context.desired.objects[id], frozenset({"type"}))
        default = id._replace(kind="default")
        both = default in self.context.current.objects and default in self.context.desired.objects
        around = set(RULE_OF["column"].rebuilds(delta, self.context)) | ({default} if both else set())
        users = self.context.current.dependents.get(id, frozenset())
        around |= {user for user in users if is_foreign_key(user, self.context.current)}
        if type.kind == "range":
            around |= {user for user in users if user.kind in ("index", "constraint")}
        return around

    def write(self) -> Written:
        made = frozenset(id for id, a in self.actions.items() if a in (Action.CREATE, Action.REPLACE))
        self.context = replace(self.context, made=made)
        dropped = frozenset(id for id, a in self.actions.items() if a in (Action.DROP, Action.REPLACE))
        covered = self._covered(dropped)
        explicit: dict[ObjectId, Statement] = {}
        for id in sorted(dropped):
            statements = self._drop(id, covered)
            if id in covered:
                explicit |= {id: statements[0]} if statements else {}
            elif id not in self.swaps:
                self._add(statements)
        creates = self._creates()
        swapped = self.swaps.keys() | {new for old, new in self.successors.items() if old in self.swaps}
        elsewhere = {m for id, group in creates.items() for s in group for m in s.makes if m != id}
        for id, group in creates.items():
            self._create(id, () if id in elsewhere or id in swapped else group)
        for id, action in sorted(self.actions.items()):
            if action is Action.ALTER:
                self._alter(self.deltas[id])
        for id, users in sorted(self.swaps.items()):
            self._swap(id, users)
        return Written(tuple(self.statements), tuple(self.chains), explicit)

    def _covered(self, dropped: frozenset[ObjectId]) -> frozenset[ObjectId]:
        return frozenset(id for id in dropped if self._is_covered(id, dropped))

    def _is_covered(self, id: ObjectId, dropped: frozenset[ObjectId]) -> bool:
        """Whether the drop of something else takes it along."""
        if id.kind in ("column", "constraint", "index") and self._outlives(id, dropped):
            return False
        wholes = (d for d in self.context.current.requirements.get(id, ()) if d in dropped and d not in self.swaps)
        return any(id in self.context.current.taken_along.get(whole, ()) for whole in wholes)

    def _outlives(self, id: ObjectId, dropped: frozenset[ObjectId]) -> bool:
        """Whether its table leaves the parent that it came from, and keeps it."""
        table = table_of(self.context.current.objects[id])
        return table not in dropped and bool(self.context.outlived(table))

    def _drop(self, id: ObjectId, covered: AbstractSet[ObjectId]) -> list[Statement]:
        old = self.context.current.objects[id]
        rule = RULE_OF[id.kind]
        if rule.drop is not None:
            statements = list(rule.drop(old, self.context))
        else:
            statements = [Statement(f"DROP {rule.phrase(id, old)}")]
        users = self.context.current.dependents.get(id, frozenset())
        last = frozenset(meanwhile(user) for user in users if user in self.swaps)
        along = [self._along(s.removes | {id}, covered) for s in statements]
        return [replace(s, removes=r, after=s.after | last, about=id) for s, r in zip(statements, along, strict=True)]

    def _along(self, ids: frozenset[ObjectId], covered: AbstractSet[ObjectId]) -> frozenset[ObjectId]:
        """What is dropped, and what that takes along, at every depth."""
        found = set(ids)
        queue = [*ids]
        while queue:
            along = self.context.current.taken_along.get(queue.pop(), ())
            more = [each for each in along if each in covered and each not in found]
            found.update(more)
            queue += more
        return frozenset(found)

    def _creates(self) -> dict[ObjectId, list[Statement]]:
        made = sorted(id for id, a in self.actions.items() if a in (Action.CREATE, Action.REPLACE))
        groups: dict[ObjectId, list[Statement]] = {}
        for id in made:
            statements = RULE_OF[id.kind].create(self.context.desired.objects[id], self.context)
            groups[id] = [
                replace(s, about=id, makes=(s.makes | {id}) if n == 0 else s.makes) for n, s in enumerate(statements)
            ]
        return groups

    def _create(self, id: ObjectId, statements: Sequence[Statement]) -> None:
        new, rule = self.context.desired.objects[id], RULE_OF[id.kind]
        after = [*rule.settle(new, self.context), *write_common(rule, None, new, self.context)]
        settled = [replace(s, about=id, needs=s.needs | {id}) for s in after]
        self._add([*statements, *settled])

    def _alter(self, delta: Delta) -> None:
        rule = RULE_OF[delta.id.kind]
        assert delta.old is not None and delta.new is not None
        altered = [
            replace(s, about=delta.id, makes=s.makes | (frozenset() if s.needs or _leaves(s) else {delta.id}))
            for s in rule.alter(delta, self.context)
        ]
        common = write_common(rule, delta.old, delta.new, self.context)
        self._add([*altered, *(replace(s, about=delta.id) for s in common)])

    def _swap(self, id: ObjectId, users: set[ObjectId]) -> None:
        new = self.successors.get(id, id)
        create = [
            replace(s, makes=s.makes | {new})
            for s in RULE_OF[new.kind].create(self.context.desired.objects[new], self.context)
        ]
        dependents = self.context.current.dependents.get(id, frozenset())
        gone = frozenset(d for d in dependents if self.actions.get(d) in (Action.DROP, Action.REPLACE))
        desired = self.context.desired.objects
        columns = sorted(u for u in users if u.kind == "column" and not is_made_by_parent(desired[u]))
        for group in swap_type(id, create, columns, gone, gone & self.swaps.keys(), self.context):
            self._add([replace(s, about=s.about or id) for s in group])

    def _add(self, statements: Sequence[Statement]) -> None:
        """Statements about one object keep their order."""
        start = len(self.statements)
        self.statements += (_readable_again(statement) for statement in statements)
        if len(statements) > 1:
            self.chains.append(tuple(range(start, start + len(statements))))


def _leaves(statement: Statement) -> bool:
    return any(id.kind == "membership" for id in statement.removes)


def _readable_again(statement: Statement) -> Statement:
    """Postgres's own text, made such that it reads the same again."""
    fold = statement.fold and statement.fold._replace(clause=without_array_casts(statement.fold.clause))
    items = tuple(item._replace(text=without_array_casts(item.text)) for item in statement.items)
    return replace(statement, sql=without_array_casts(statement.sql), fold=fold, items=items)
