"""Texts in which a password may stand, without it.

Must never know: how a database is reached.
"""

from __future__ import annotations

import re

_IN_URL = re.compile(r"(?P<before>[a-z][a-z0-9+.-]*://[^\s/:@'\"]*):(?!password@)(?P<secret>[^\s'\"]*)@", re.IGNORECASE)
_IN_WORDS = re.compile(
    r"(?P<before>\b(?:password|sslpassword)\s*=\s*)(?P<secret>'(?:[^'\\]|\\.)*'|[^\s&'\"]+)", re.IGNORECASE
)
_IN_SQL = re.compile(r"(?P<before>\bpassword\s+)(?P<secret>'(?:[^']|'')*')", re.IGNORECASE)


def redact(text: str, *secrets: str) -> str:
    """`text` with *** for the passwords of URLs, connection strings and SQL in it, and for each of `secrets`."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "***")
    text = _IN_SQL.sub(lambda found: f"{found['before']}'***'", text)
    text = _IN_URL.sub(lambda found: f"{found['before']}:***@", text)
    return _IN_WORDS.sub(lambda found: f"{found['before']}***", text)
