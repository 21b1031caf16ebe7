"""Sections 3 and 10: the words that may become more, and those in a record that this page does not have."""

from .hashes import with_kept
from .notes import KINDS, SAY_NOTHING
from .shapes import SETTINGS

SOURCES = ("observed", "reconstructed", "asserted", "override")
FLAGS = ("late", "no_checks", "stale", "unproven", "rebuilt", "inferred", "elsewhere")
CODES = ("illegal_transition", "gate_not_met", "gate_lost", "guard_false", "vetoed")
NEEDS = (
    "failed", "cancelled", "superseded", "timed_out", "running", "queued", "waiting", "never_reported", "only_neutral",
    "pinned", "no_checks", "conflict", "draft", "closed", "assignee", "approvals", "code_owner", "changes_requested",
    "pull_request", "closed_by_commit", "closed_elsewhere", "not_merged", "vetoed", "unreadable", "condition",
)
ROLES = ("queued", "proposed", "checking", "passed", "failed", "in_review", "approved", "merged", "done")

RENDERERS = (1, 2, 3)


def unknown_words(record, entries, lifecycles):
    """Each unknown word of the record and of its entries, kept ones too, as `place: word`."""
    head = record["head"]
    yield from others("head.source", [head["source"]], SOURCES)
    if head["shown"] is not None:
        yield from unknown_needs("head.shown", head["shown"]["needs"])
        yield from others("head.shown.renderer", [head["shown"]["renderer"]], RENDERERS)
    for entry in with_kept(entries):
        where = "entry %d" % entry["seq"]
        yield from others(where, [entry["source"]], SOURCES)
        yield from others(where, entry["flags"], FLAGS)
        yield from others(where, entry["settings"] or {}, SETTINGS)
        yield from others(where, roles_in(lifecycles.get(entry["lifecycle"])), ROLES)
        if "cause" in entry:
            yield from others(where, [entry["code"]], CODES)
            yield from unknown_needs(where, entry["needs"])
        if "kind" in entry:
            yield from others(where, [entry["kind"]], KINDS)
            if entry["kind"] in SAY_NOTHING and entry["was"] is not None:
                yield "%s: a %s that says something" % (where, entry["kind"])


def unknown_needs(where, needs):
    return others(where, [need["kind"] for need in needs], NEEDS)


def roles_in(lifecycle):
    return [state["role"] for state in lifecycle["states"] if state["role"] is not None] if lifecycle else []


def others(where, found, known):
    return ["%s: %s" % (where, word) for word in found if word not in known]
