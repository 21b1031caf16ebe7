"""Section 7: whether the entries can follow each other, by the lifecycles that they name."""

from .fold import Fold, is_step, state_of
from .hashes import lifecycle_hash
from .shapes import boolean, growing, list_of, name, or_null

BY_HAND = ("redaction", "repair")

is_state = growing(name=name, role=or_null(name), terminal=boolean, to=list_of(growing(to=name)))
is_list_of_lifecycles = growing(lifecycles=list_of(growing(initial=name, states=list_of(is_state))))


def by_hash(listed):
    """Lifecycles by the hash of what they hold: nobody's word for a hash is taken."""
    return {lifecycle_hash(one): one for one in listed["lifecycles"]}


def check_steps(genesis, entries, lifecycles):
    fold, visited, forced, before = Fold(genesis, lifecycles), [], [], None
    for entry in entries:
        if entry["basis"]["cycle"] > fold["head.cycle"]:
            forced = []
        if is_step(entry):
            yield from check_step(genesis, entry, visited, lifecycles)
            visited.append(entry["to_state"])
            if entry["source"] == "override":
                forced.append(entry["seq"])
        elif "cause" in entry:
            yield from check_refusal(entry, visited, lifecycles)
        elif not can_follow(entry, before, fold, forced):
            yield "illegal_step", "entry %d, %s, follows from nothing" % (entry["seq"], entry["kind"])
        fold.add(entry)
        before = entry
    if not visited:
        yield "illegal_step", "there is no step"


def check_step(genesis, step, visited, lifecycles):
    seq, from_state, to_state = step["seq"], step["from_state"], step["to_state"]
    if from_state != (visited[-1] if visited else None):
        yield "illegal_step", "entry %d starts at %s" % (seq, from_state)
    lifecycle = lifecycles.get(step["lifecycle"])
    if lifecycle is None:
        yield "unknown_lifecycle", "entry %d names %s" % (seq, step["lifecycle"])
    elif not is_imported(genesis, step) and not (is_edge if visited else is_birth)(lifecycle, step):
        yield "illegal_step", "entry %d: %s to %s" % (seq, from_state, to_state)


def is_imported(genesis, step):
    return genesis["host"] is None and step["source"] == "asserted" and "unproven" in step["flags"]


def is_birth(lifecycle, step):
    if step["to_state"] == lifecycle["initial"]:
        return True
    return "unproven" in step["flags"] and state_of(lifecycle, step["to_state"]) is not None


def is_edge(lifecycle, step):
    state = state_of(lifecycle, step["from_state"])
    return state is not None and any(edge["to"] == step["to_state"] for edge in state["to"])


def check_refusal(refusal, visited, lifecycles):
    seq, from_state = refusal["seq"], refusal["from_state"]
    if from_state not in visited:
        yield "illegal_step", "entry %d refuses a step from where the item never was" % seq
    lifecycle = lifecycles.get(refusal["lifecycle"])
    state = state_of(lifecycle, from_state) if lifecycle else None
    if act_of(refusal) == "close" and state and state["terminal"]:
        yield "illegal_step", "entry %d refuses to close what is closed" % seq


def act_of(refusal):
    parts = refusal["cause"].split("|")
    return parts[1] if len(parts) > 1 else ""


def can_follow(note, before, fold, forced):
    """Whether the note can stand where it does. What is open before a cycle begins is not open in it."""
    kind = note["kind"]
    begins_cycle = note["basis"]["cycle"] > fold["head.cycle"]
    if kind == "adopted":
        return before is not None and is_step(before) and before["from_state"] is None
    if kind == "late_evidence":
        return fold["head.provisional"] is not None and not begins_cycle
    if kind == "accept":
        seq = note["was"]["data"]["seq"]
        return not begins_cycle and (seq in forced or fold.refusals(seq) != [])
    return kind not in BY_HAND or note["run"] is None
