"""One section more in a configuration that its author wrote, whose every byte stays.

Comes in: the text of the file. Goes out: what to add at its end; nothing where only its author can say where.
Must never know: which sections there are.
"""

from __future__ import annotations

import json
from collections.abc import Sequence


def section_to_add(text: str, name: str, key: str, value: int | Sequence[str]) -> str:
    """`name: {key: value}` as lines for the end of the file; empty where the text with them would not say just that."""
    import yaml

    end = "\r\n" if "\r\n" in text else "\n"
    said = json.dumps(value, ensure_ascii=False)
    added = end.join(([] if text.endswith("\n") else [""]) + ["", f"{name}:", f"  {key}: {said}", ""])
    try:
        before, after = yaml.safe_load(text), yaml.safe_load(text + added)
    except yaml.YAMLError:
        return ""
    is_right = isinstance(before, dict) and name not in before and after == {**before, name: {key: value}}
    return added if is_right else ""
