"""Section 7: the visible text, as far as its hash and `head.shown` tell without a program that renders it."""

from .fold import state_of
from .hashes import tagged_hash


def check_view(head, visible):
    if head["view"] != tagged_hash("view", normal_text(visible)):
        yield "view_mismatch", "the visible part is not the one that was written"
    if head["shown"] is None:
        yield "view_mismatch", "the record does not say what its comment shows"


def normal_text(visible):
    """The visible text as it is hashed."""
    return "\n".join([line.rstrip(" \t\r") for line in visible.split("\n")]).rstrip("\n")


def check_shown(record, entries, lifecycles):
    """What `head.shown` says, as far as the record itself tells, whose fold must hold."""
    head = record["head"]
    shown = head["shown"]
    if (head["view"] is None) != (shown is None):
        yield "view_mismatch", "one of head.view and head.shown is null"
    if head["view"] is None or shown is None:
        return
    refused = [one["seq"] for one in head["violations"] if one["accepted"] is None]
    if not are_some_of(shown["open"], refused):
        yield "view_mismatch", "head.shown.open names what is no open refusal"
    named = [entry["lifecycle"] for entry in entries if entry["lifecycle"] is not None]
    lifecycle = lifecycles.get(named[-1]) if named else None
    if lifecycle is not None:
        state = state_of(lifecycle, record["state"])
        if not are_some_of(shown["allowed"], [edge["to"] for edge in state["to"]] if state else []):
            yield "view_mismatch", "head.shown.allowed names a state that no step leads to"


def are_some_of(chosen, these):
    return len(set(chosen)) == len(chosen) and set(chosen) <= set(these)
