"""Section 4: every hash of a record, and the commitments to its values."""

import base64
import hashlib

from .canonical import jcs


def tagged_hash(label, content):
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    digest = hashlib.sha256(b"loopforge/" + label.encode("utf-8") + b"/v1\x00" + data).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode("ascii")


def genesis_hash(genesis):
    return tagged_hash("genesis", jcs(genesis))


def lifecycle_hash(lifecycle):
    return tagged_hash("lifecycle", jcs({key: lifecycle[key] for key in ("initial", "states")}))


def is_erased(value):
    return isinstance(value, dict) and list(value) == ["redacted"]


def commitment(name, salt, value):
    """What stands for a value in what is hashed. A salt that is missing counts as no bytes."""
    if value is None or is_erased(value):
        return value
    raw = base64.urlsafe_b64decode(salt + "=") if salt is not None else b""
    return {"redacted": tagged_hash("redact/" + name, raw + jcs(value).encode("utf-8"))}


def entry_hash(entry):
    salts, metadata = entry["salts"], entry["metadata"]
    hashed = {key: value for key, value in entry.items() if key not in ("hash", "salts")}
    hashed["actor"] = commitment("actor", salts["actor"], entry["actor"])
    hashed["metadata"] = {key: commitment("metadata/" + key, salts["metadata"].get(key), value)
                          for key, value in metadata.items()}
    if entry.get("was") is not None:
        hashed["was"] = {"was": was_hash(entry["was"])}
    return tagged_hash("entry", jcs(hashed))


def was_hash(was):
    return tagged_hash("was", jcs({**was, "kept": [kept["hash"] for kept in was["kept"]]}))


def kept_by(entry):
    """The entries that a note keeps whole."""
    was = entry.get("was")
    return was["kept"] if was is not None else []


def with_kept(entries):
    """Each entry, then those that it keeps (which keep none)."""
    for entry in entries:
        yield entry
        yield from kept_by(entry)
