"""Sections 4 and 7: numbers, links, hashes and times of the entries, their salts, and what was erased in them."""

import datetime

from .hashes import entry_hash, is_erased, kept_by, with_kept
from .shapes import moment

TOLERANCE = datetime.timedelta(minutes=2)


def check_lists(record):
    own = [record[kind] for kind in ("transitions", "rejections", "notes")]
    for entries in own:
        if any(one["seq"] >= next_["seq"] for one, next_ in zip(entries, entries[1:])):
            yield "chain_broken", "a list is not in the order of seq"
    if not any(own):
        yield "chain_broken", "the record has no entry"


def check_chain(entries, before_seq, before_hash):
    """The entries follow that number and that hash, and each other."""
    for entry in entries:
        seq = entry["seq"]
        if seq != before_seq + 1:
            yield "chain_broken", "entry %d follows entry %d" % (seq, before_seq)
        if entry["prev_hash"] != before_hash:
            yield "chain_broken", "prev_hash of entry %d is not the hash before" % seq
        if entry_hash(entry) != entry["hash"]:
            yield "chain_broken", "the hash of entry %d is not that of its content" % seq
        for kept in kept_by(entry):
            if entry_hash(kept) != kept["hash"]:
                yield "chain_broken", "the hash of what entry %d keeps is not that of its content" % seq
        before_seq, before_hash = seq, entry["hash"]


def check_times(entries):
    for before, entry in zip(entries, entries[1:]):
        if entry["timestamp"] < before["timestamp"]:
            yield "chain_broken", "entry %d happened before the one before" % entry["seq"]
        if moment(entry["recorded_at"]) < moment(before["recorded_at"]) - TOLERANCE:
            yield "backdated", "entry %d was recorded before the one before" % entry["seq"]


def check_salts(entries):
    for entry in with_kept(entries):
        if not salts_fit(entry):
            yield "commitment_mismatch", "salts of entry %d do not fit its values" % entry["seq"]


def salts_fit(entry):
    """A salt for each clear value, and for nothing else."""
    metadata, salts = entry["metadata"], entry["salts"]["metadata"]
    return (is_clear(entry["actor"]) == (entry["salts"]["actor"] is not None) and metadata.keys() == salts.keys()
            and all(is_clear(value) == (salts[key] is not None) for key, value in metadata.items()))


def is_clear(value):
    return value is not None and not is_erased(value)


def check_redactions(entries, out_of_sight):
    """Every erased value is named, and what is named is erased. Entries up to `out_of_sight` are not here: notes about
    them cannot be judged, nor whether one of them names what was erased before it was kept.
    """
    erased, clear, named, must_be_named = set(), set(), set(), set()
    for entry in entries:
        for one in with_kept([entry]):
            for name, value in values_of(one):
                if value is not None:
                    (erased if is_erased(value) else clear).add((one["seq"], name))
                if is_erased(value) and (one is entry or out_of_sight == 0):
                    must_be_named.add((one["seq"], name))
            if one.get("kind") == "redaction":
                said = one["was"]["data"]
                named |= {(said["seq"], name) for name in said["names"]}
    for seq, name in sorted(must_be_named - named):
        yield "redaction_unrecorded", "%s of entry %d" % (name, seq)
    for seq, name in sorted(named):
        if seq > out_of_sight and ((seq, name) in clear or (seq, name) not in erased):
            yield "commitment_mismatch", "%s of entry %d is said to be erased" % (name, seq)


def values_of(entry):
    yield "actor", entry["actor"]
    for key, value in entry["metadata"].items():
        yield "metadata/" + key, value
