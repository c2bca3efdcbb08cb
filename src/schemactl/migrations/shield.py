"""A run does not end because nobody can watch it.

Comes in: an observer. Goes out: one that passes all events on to it, until it raises: that is logged, and it is told no
more. Only what is no error ends the run, as an interrupt. Must never know: what the events are.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from schemactl.migrations.observer import Observer

log = logging.getLogger(__name__)


def shielded(observer: Observer) -> Observer:
    """The observer, such that its errors are its own."""
    return observer if isinstance(observer, _Shield) else cast("Observer", _Shield(observer))


class _Shield:
    def __init__(self, observer: Observer) -> None:
        self._observer = observer
        self._is_told = True

    def __getattr__(self, name: str) -> Callable[..., None]:
        return partial(self._tell, getattr(self._observer, name))

    def _tell(self, method: Callable[..., None], *event: Any) -> None:
        if not self._is_told:
            return
        try:
            method(*event)
        except Exception:
            self._is_told = False
            log.exception("the observer of the run failed, and is told no more; the run goes on")
