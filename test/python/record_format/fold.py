"""Section 5: what follows from the genesis and the entries."""

from .hashes import genesis_hash

UNKNOWN = object()
"""A field that follows from a lifecycle whose table is not here."""

BOUND = ("record_id", "ref", "ref_number", "repo")


class Fold:
    """The fields of a record after the entries that were added, those of `head` as `head.…`."""

    def __init__(self, genesis, lifecycles):
        self.lifecycles = lifecycles
        self.binding = genesis
        self.fields = {
            "state": "", "pr_number": None, "pr_url": None, "ci_status": {}, "created_at": genesis["created_at"],
            "updated_at": genesis["created_at"], "closed_at": None, "continues": None,
            "auto_merge": genesis["auto_merge"], "labels": genesis["labels"], **{key: genesis[key] for key in BOUND},
            "head.seq": 0, "head.hash": genesis_hash(genesis), "head.cycle": 0, "head.pr": None, "head.sha": None,
            "head.source": "asserted", "head.basis": {"observed": None, "sha": None, "cycle": 0, "rules": None},
            "head.merged_pr": None, "head.provisional": None, "head.violations": [], "head.judged": [],
            "head.at": None,
        }

    def __getitem__(self, field):
        return self.fields[field]

    def add(self, entry):
        self.fields.update({"updated_at": entry["recorded_at"], "head.seq": entry["seq"], "head.hash": entry["hash"]})
        if entry["basis"]["cycle"] > self["head.cycle"]:
            self.begin_cycle(entry["basis"]["cycle"])
        if is_step(entry) or entry.get("kind") == "reproved":
            self.add_proof(entry)
        if "kind" in entry:
            self.add_note(entry)
        elif "cause" in entry:
            run_id = entry["run"]["id"] if entry["run"] else None
            self["head.violations"].append(
                {"seq": entry["seq"], "cause": entry["cause"], "run_id": run_id, "accepted": None})
        else:
            self.add_step(entry)

    def begin_cycle(self, cycle):
        self.fields.update({"head.cycle": cycle, "head.merged_pr": None, "head.provisional": None,
                            "head.violations": [], "head.judged": []})

    def add_proof(self, entry):
        for field, value in (("pr_number", entry["pr"]), ("pr_url", entry["pr_url"]),
                             ("ci_status", entry["evidence"]["checks"])):
            if value is not None:
                self.fields[field] = value
        self.fields.update({"head.pr": entry["pr"], "head.sha": entry["sha"]})

    def add_step(self, step):
        self.fields.update({"state": step["to_state"], "head.source": step["source"], "head.basis": step["basis"],
                            "head.at": step["timestamp"]})
        if "no_checks" in step["flags"]:
            self.fields["head.provisional"] = merge_of(step)
        lifecycle = self.lifecycles.get(step["lifecycle"])
        if lifecycle is None:
            self.fields.update({"closed_at": UNKNOWN, "head.merged_pr": UNKNOWN, "head.judged": UNKNOWN})
            return
        entered = state_of(lifecycle, step["to_state"])
        self.fields["closed_at"] = step["timestamp"] if entered and entered["terminal"] else None
        if entered and entered["role"] == "merged":
            self.fields["head.merged_pr"] = step["pr"]
            self.judge(step)

    def add_note(self, note):
        kind = note["kind"]
        data = note["was"]["data"] if note["was"] is not None else None
        if kind == "late_evidence":
            self.fields["head.provisional"] = None
        elif kind == "merge_judged":
            self.judge(note)
        elif kind == "accept":
            for violation in self.refusals(data["seq"]):
                violation["accepted"] = note["seq"]
        elif kind == "continued":
            self.fields["continues"] = data
        elif kind == "transferred":
            self.binding = data["to"]
            self.fields.update({key: self.binding[key] for key in BOUND})

    def judge(self, entry):
        if self["head.judged"] is not UNKNOWN:
            self["head.judged"].append(merge_of(entry))

    def refusals(self, seq):
        """The refusals of this cycle with that number."""
        return [violation for violation in self["head.violations"] if violation["seq"] == seq]


def is_step(entry):
    return "kind" not in entry and "cause" not in entry


def merge_of(entry):
    return {"pr": entry["pr"], "sha": entry["sha"]}


def state_of(lifecycle, name):
    return next((state for state in lifecycle["states"] if state["name"] == name), None)


def folded(genesis, entries, lifecycles):
    fold = Fold(genesis, lifecycles)
    for entry in entries:
        fold.add(entry)
    return fold


def check_fold(record, entries, lifecycles):
    seen = {**record, **{"head." + key: value for key, value in record["head"].items()}}
    for field, value in folded(record["genesis"], entries, lifecycles).fields.items():
        if value is not UNKNOWN and seen[field] != value:
            yield "fold_mismatch", "%s does not follow from the entries" % field
    genesis = record["genesis"]
    if genesis["host"] is not None and entries and entries[0]["recorded_at"] != genesis["created_at"]:
        yield "fold_mismatch", "genesis.created_at is not when the first entry was recorded"
