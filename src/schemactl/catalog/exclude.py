"""The globs of diff.exclude: over the name of a schema, or over `schema.name`.

Comes in: globs. Goes out: a function that tells of names. Pure. This file must never know what is named.
"""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Iterable, Sequence

WILD = frozenset("*?[")


def excluder(exclude: Sequence[str]) -> Callable[[str, Iterable[str]], bool]:
    """Tells of a schema, and names of an object in it, whether the schema or one of `schema.name` matches a glob."""
    patterns = [glob for glob in exclude if set(glob) & WILD]
    plain = set(exclude) - set(patterns)

    def is_excluded(schema: str, names: Iterable[str]) -> bool:
        whole = {schema, *(f"{schema}.{name}" for name in names)}
        return not plain.isdisjoint(whole) or any(
            fnmatch.fnmatchcase(name, glob) for name in whole for glob in patterns
        )

    return is_excluded
