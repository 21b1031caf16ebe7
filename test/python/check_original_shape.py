"""Reads a record from standard input and complains where the original library could not read it.

Fields and types are those of LoopRecord and LoopTransition of the Python library loopforge 0.1.0 (MIT). Nothing but
the standard library is used. Exit status 0: every field is there and has its type; 1: the problems, one a line.
"""

import json
import re
import sys
from datetime import datetime

STATES = {
    "issue_created", "task_queued", "pr_created", "ci_pending", "ci_passed",
    "ci_failed", "awaiting_review", "approved", "merged", "closed",
}


def is_time(value):
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value):
        return False
    return datetime.fromisoformat(value.replace("Z", "+00:00")).utcoffset() is not None


def is_text(value):
    return isinstance(value, str)


def is_number(value):
    return isinstance(value, int) and not isinstance(value, bool)


def is_flag(value):
    return isinstance(value, bool)


def is_map(value):
    return isinstance(value, dict)


def is_map_of_texts(value):
    return is_map(value) and all(is_text(key) and is_text(one) for key, one in value.items())


def is_state(value):
    return value in STATES


def or_none(check):
    return lambda value: value is None or check(value)


RECORD = {
    "record_id": is_text,
    "ref": is_text,
    "ref_number": or_none(is_number),
    "repo": or_none(is_text),
    "pr_url": or_none(is_text),
    "pr_number": or_none(is_number),
    "state": is_state,
    "auto_merge": is_flag,
    "ci_status": is_map,
    "transitions": lambda value: isinstance(value, list) and len(value) > 0,
    "labels": is_map_of_texts,
    "created_at": is_time,
    "updated_at": is_time,
    "closed_at": or_none(is_time),
}

TRANSITION = {
    "from_state": or_none(is_state),
    "to_state": is_state,
    "trigger": is_text,
    "timestamp": is_time,
    "metadata": is_map,
}


def problems_of(value, fields, name):
    for field, check in fields.items():
        if field not in value:
            yield f"{name}.{field} is missing"
        elif not check(value[field]):
            yield f"{name}.{field} has the wrong type: {value[field]!r}"


def main():
    record = json.load(sys.stdin)
    problems = list(problems_of(record, RECORD, "record"))
    for index, step in enumerate(record.get("transitions", [])):
        problems += problems_of(step, TRANSITION, f"transitions[{index}]")
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
