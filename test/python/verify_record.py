#!/usr/bin/env python3
"""Verifies a LoopForge record offline. Written from docs/record-format.md; Python's standard library only.

    verify_record.py [--lifecycles FILE] [--host H --repo-id R --issue-id I] [--json] RECORD [SEGMENT ...]

RECORD is the body of a record comment, or a record in a JSON file; SEGMENT the bodies of its segment comments.
Prints PASS, FAIL or INCONCLUSIVE with the codes of section 7 of that page; exit code 0, 1, 2.
"""

import argparse
import base64
import calendar
import hashlib
import json
import math
import os
import re
import sys
import time as clock

RECORD_MARKER = "<!-- loopforge:record"
SEGMENT_MARKER = "<!-- loopforge:segment"
MAX_BODY = 262144
MAX_DEPTH = 64
MAX_INTEGER = 2**53 - 1
NOT_CHECKED_OFFLINE = [
    "author", "one record only", "edit history", "times against GitHub's", "deleted comments",
    "corroboration of merges, reviews, closes and runs", "missing transitions",
]


class Finding(Exception):
    """Stops the reading of a text: `code` is malformed or not_canonical."""

    def __init__(self, code, why):
        super().__init__(why)
        self.code = code
        self.why = why


# --- Section 2: JSON in, canonical JSON out ---------------------------------------------------------------------------


def parse_json(text):
    """The value of JSON text. Numbers are doubles; whole ones that a record can hold become int."""

    def pairs(items):
        keys = [key for key, _ in items]
        if len(set(keys)) < len(keys):
            raise Finding("not_canonical", "a key stands twice in one object")
        return dict(items)

    def constant(name):
        raise Finding("malformed", name + " is no JSON")

    def whole(digits):
        number = float(digits)
        is_plain = abs(number) <= MAX_INTEGER and not is_minus_zero(number)
        return int(number) if is_plain else number

    if depth_of(text) > MAX_DEPTH:
        raise Finding("malformed", "nested more than %d deep" % MAX_DEPTH)
    try:
        return json.loads(text, object_pairs_hook=pairs, parse_constant=constant, parse_int=whole)
    except (ValueError, RecursionError) as error:
        raise Finding("malformed", "no JSON: %s" % error)


def depth_of(text):
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", re.sub(r'"(?:[^"\\]|\\.)*"', "", text)):
        depth += 1 if bracket in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def is_minus_zero(number):
    return number == 0 and math.copysign(1, number) < 0


def jcs(value):
    """RFC 8785 canonical JSON; refuses what a record cannot hold."""
    if value is None:
        return "null"
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, str):
        return jcs_string(value)
    if isinstance(value, (int, float)):
        return jcs_number(value)
    if isinstance(value, list):
        return "[" + ",".join(jcs(item) for item in value) + "]"
    if "__proto__" in value:
        raise Finding("not_canonical", "the key __proto__")
    members = sorted(value.items(), key=lambda member: utf16(member[0]))
    return "{" + ",".join(jcs_string(key) + ":" + jcs(item) for key, item in members) + "}"


def utf16(text):
    return text.encode("utf-16-be", "surrogatepass")


SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def jcs_string(text):
    if re.search("[\ud800-\udfff]", text):
        raise Finding("not_canonical", "an unpaired surrogate")
    return '"' + re.sub(r'["\\\x00-\x1f]', escape_control, text) + '"'


def escape_control(match):
    unit = match.group()
    return SHORT_ESCAPES.get(unit, "\\u%04x" % ord(unit))


def jcs_number(number):
    if isinstance(number, float):
        if math.isnan(number) or math.isinf(number):
            raise Finding("not_canonical", "a number that is too large")
        if is_minus_zero(number):
            raise Finding("not_canonical", "-0")
    if number == int(number) and abs(number) > MAX_INTEGER:
        raise Finding("not_canonical", "a whole number beyond 2^53 - 1")
    return ecmascript_number(number)


def ecmascript_number(number):
    """How ECMAScript prints a finite double: its shortest digits (which `repr` finds too), laid out its own way."""
    if number == 0:
        return "0"
    if number < 0:
        return "-" + ecmascript_number(-number)
    mantissa, _, exponent = repr(float(number)).partition("e")
    before, _, after = mantissa.partition(".")
    digits = (before + after).lstrip("0")
    point = len(before) + int(exponent or 0) - (len(before + after) - len(digits))
    digits = digits.rstrip("0")
    if 0 < point <= 21:
        whole = digits[:point].ljust(point, "0")
        return whole + ("." + digits[point:] if digits[point:] else "")
    if -6 < point <= 0:
        return "0." + "0" * -point + digits
    fraction = "." + digits[1:] if digits[1:] else ""
    return "%s%se%s%d" % (digits[0], fraction, "+" if point > 0 else "-", abs(point - 1))


def line_of(value):
    """The canonical form as it stands in a comment: plain ASCII, no tag, no `--`."""
    return re.sub(r"(?<=-)-|[<>&]|[^\x00-\x7e]", escape_units, jcs(value))


def escape_units(match):
    units = utf16(match.group())
    return "".join("\\u%02x%02x" % (units[at], units[at + 1]) for at in range(0, len(units), 2))


def read_line(line):
    value = parse_json(line)
    if line_of(value) != line:
        raise Finding("not_canonical", "not the one spelling of this value")
    return value


# --- Section 1: the comment -------------------------------------------------------------------------------------------


def open_comment(body, marker):
    """(line, visible text) of a comment that bears the marker."""
    if len(utf16(body)) // 2 > MAX_BODY:
        raise Finding("malformed", "longer than GitHub accepts")
    if body.startswith("\ufeff"):
        raise Finding("malformed", "a byte order mark")
    visible, _, hidden = body.partition(marker)
    if re.search(r"(?:\A|\n)\Z", visible) is None:
        raise Finding("malformed", "the marker is not at the start of a line")
    parts = re.fullmatch(r"\r?\n([^\n]*)\n-->(?: |\r?\n)*", hidden)
    if parts is None or body.count("<!--") != 1 or body.count("-->") != 1:
        raise Finding("malformed", "not a marker, one line, and the end of the comment")
    line = parts.group(1)
    return line[:-1] if line.endswith("\r") else line, visible


def view_hash(visible):
    lines = [line.rstrip(" \t\r") for line in visible.split("\n")]
    return tagged_hash("view", "\n".join(lines).rstrip("\n"))


# --- Section 4: hashes ------------------------------------------------------------------------------------------------


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def tagged_hash(label, content):
    data = content if isinstance(content, bytes) else content.encode("utf-8")
    return base64url(hashlib.sha256(b"loopforge/" + label.encode("utf-8") + b"/v1\x00" + data).digest())


def is_redacted(value):
    return isinstance(value, dict) and list(value) == ["redacted"] and isinstance(value["redacted"], str)


def commitment(name, salt, value):
    if is_redacted(value):
        return value
    raw = base64.urlsafe_b64decode(salt + "=") if hash_(salt) else b""
    return {"redacted": tagged_hash("redact/" + name, raw + jcs(value).encode("utf-8"))}


def keeps(entry):
    """Whether the chain holds only the hash of what the note keeps in `was`."""
    was = entry.get("was")
    return isinstance(was, dict) and "seq" in was and isinstance(was.get("hash"), str)


def kept_by(entry):
    """The entry that a note keeps, where it has all that its hash needs; else None."""
    if not keeps(entry):
        return None
    kept = entry["was"]
    salts, metadata = kept.get("salts"), kept.get("metadata")
    has_seq = isinstance(kept["seq"], (int, float)) and not isinstance(kept["seq"], bool)
    has_actor = "actor" in kept and or_null(map_of(anything))(kept["actor"])
    is_whole = has_seq and has_actor and isinstance(metadata, dict) and isinstance(salts, dict)
    has_salts = is_whole and "actor" in salts and or_null(text)(salts["actor"])
    return kept if has_salts and map_of(or_null(text))(salts.get("metadata")) else None


def entry_hash(entry):
    salts = entry["salts"]
    hashed = {key: value for key, value in entry.items() if key not in ("hash", "salts")}
    if entry["actor"] is not None:
        hashed["actor"] = commitment("actor", salts["actor"], entry["actor"])
    hashed["metadata"] = {
        key: commitment("metadata/" + key, salts["metadata"].get(key), value)
        for key, value in entry["metadata"].items()
    }
    if keeps(entry):
        hashed["was"] = entry["was"]["hash"]
    return tagged_hash("entry", jcs(hashed))


def segment_hash(segment):
    hashes = [entry["hash"] for entry in segment["entries"]]
    parts = {"genesis": segment["genesis"], "index": segment["index"], "hashes": hashes,
             "prev_segment_hash": segment["prev_segment_hash"]}
    return tagged_hash("segment", jcs(parts))


def salts_fit(entry):
    """A salt for each value that is not erased, and for nothing else."""
    actor, metadata, salts = entry["actor"], entry["metadata"], entry["salts"]
    needs_salt = actor is not None and not is_redacted(actor)
    if needs_salt != (salts["actor"] is not None) or set(metadata) != set(salts["metadata"]):
        return False
    return all((salts["metadata"][key] is None) == is_redacted(value) for key, value in metadata.items())


# --- Section 3: shapes. A shape is a function: value -> does it fit? ---------------------------------------------------


def matching(pattern):
    compiled = re.compile(pattern)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def words(*allowed):
    return lambda value: isinstance(value, str) and value in allowed


def or_null(shape):
    return lambda value: value is None or shape(value)


def list_of(shape, most=None):
    return lambda value: (isinstance(value, list) and (most is None or len(value) <= most)
                          and all(shape(item) for item in value))


def map_of(shape):
    return lambda value: isinstance(value, dict) and all(shape(item) for item in value.values())


def closed(**shapes):
    """An object with exactly these keys. A trailing underscore keeps a key from being a Python keyword."""
    return lambda value: (isinstance(value, dict) and set(value) == set(shapes)
                          and all(shape(value[key]) for key, shape in shapes.items()))


def whole_from(least):
    def shape(value):
        is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
        return is_number and value == int(value) and least <= value <= MAX_INTEGER
    return shape


def anything(_value):
    return True


def null(value):
    return value is None


def boolean(value):
    return isinstance(value, bool)


def text(value):
    return isinstance(value, str)


def name(value):
    return isinstance(value, str) and value != ""


count = whole_from(0)
number = whole_from(1)
texts = map_of(text)
hash_ = matching("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")
sha = matching("[0-9a-f]{40}|[0-9a-f]{64}")
time = matching("[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3])(:[0-5][0-9]){2}Z")
repo = matching("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
record_id = matching("loop-[0-9a-f]{8}|[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+#[1-9][0-9]*")
source = words("observed", "reconstructed", "asserted", "override")
basis = closed(observed=or_null(name), sha=or_null(sha), cycle=count, rules=or_null(hash_))
actor = closed(id=name, login=name, type=words("User", "Bot", "Agent", "Unknown"))
redacted = closed(redacted=hash_)
flag = words("late", "no_checks", "stale", "unproven", "rebuilt", "inferred", "elsewhere")
settings = closed(ci=words("checks", "none", "asserted"), ignore_checks=list_of(text),
                  require_current_approval=boolean, required_checks=list_of(text),
                  unmerged_close=words("refuse", "accept"), config=or_null(closed(path=name, blob=sha)))
note_kind = words("adopted", "reproved", "late_evidence", "merge_judged", "accept", "restored", "merged_record",
                  "continued", "transferred", "redaction", "repair", "edits_coalesced", "migration")

need_kind = words(
    "failed", "cancelled", "superseded", "timed_out", "running", "queued", "waiting", "never_reported",
    "only_neutral", "no_checks", "conflict", "draft", "approvals", "code_owner", "changes_requested",
    "closed_by_commit", "closed_elsewhere", "not_merged", "pinned", "vetoed", "pull_request", "assignee", "closed",
    "unreadable", "condition",
)
need = closed(kind=need_kind, names=list_of(text), counts=map_of(count))
merge = closed(pr=or_null(number), sha=or_null(sha))


def flags(value):
    return list_of(flag)(value) and len(set(value)) == len(value)


ENTRY = dict(
    seq=number, from_state=or_null(name), to_state=or_null(name), trigger=text, timestamp=time, recorded_at=time,
    source=source, actor=lambda value: value is None or actor(value) or redacted(value),
    run=or_null(closed(id=name, attempt=number, url=text)), pr=or_null(number), pr_url=or_null(text), sha=or_null(sha),
    lifecycle=or_null(hash_), settings=or_null(settings), basis=basis,
    evidence=closed(at=or_null(time), facts=map_of(anything), checks=or_null(texts)), flags=flags,
    metadata=map_of(anything), salts=closed(actor=or_null(hash_), metadata=map_of(or_null(hash_))),
    prev_hash=hash_, hash=hash_,
)
transition = closed(**{**ENTRY, "to_state": name})
rejection = closed(**{**ENTRY, "from_state": name, "to_state": name, "code": name, "cause": text, "message": text,
                      "needs": list_of(need)})
note = closed(**{**ENTRY, "from_state": null, "to_state": null, "kind": note_kind, "was": anything})
genesis = closed(
    host=or_null(name), repo_id=or_null(name), issue_id=or_null(name), record_id=record_id, ref=name,
    ref_number=or_null(number), repo=or_null(repo), labels=texts, created_at=time, auto_merge=boolean,
    lifecycle=hash_, nonce=hash_,
)
head = closed(
    seq=number, hash=hash_, rev=count, view=or_null(hash_), cycle=count, pr=or_null(number), sha=or_null(sha),
    source=source, basis=basis, merged_pr=or_null(number), provisional=or_null(merge),
    violations=list_of(closed(seq=number, cause=text, run_id=or_null(name), accepted=or_null(number))),
    judged=list_of(merge), at=or_null(time),
    shown=or_null(closed(renderer=number, needs=list_of(need), allowed=list_of(name), open=list_of(number))),
    outbox=or_null(map_of(number)),
)
record_shape = closed(
    schema_version=lambda value: value == 1 and not isinstance(value, bool), record_id=record_id, ref=name,
    ref_number=or_null(number), repo=or_null(repo), genesis=genesis, transitions=list_of(transition),
    rejections=list_of(rejection), notes=list_of(note),
    segments=list_of(closed(comment_id=name, first_seq=number, last_seq=number, hash=hash_), 200),
    continues=or_null(closed(comment_id=name, hash=hash_)), head=head, state=name, pr_url=or_null(text),
    pr_number=or_null(number), auto_merge=boolean, ci_status=texts, labels=texts, created_at=time, updated_at=time,
    closed_at=or_null(time),
)
segment_shape = closed(
    genesis=genesis, index=count, prev_segment_hash=or_null(hash_),
    entries=list_of(lambda entry: transition(entry) or rejection(entry) or note(entry)),
)


# --- Sections 5 to 7 --------------------------------------------------------------------------------------------------


class Verification:
    def __init__(self, lifecycles, binding=None):
        self.lifecycles = lifecycles
        self.binding = binding
        self.fail = {}
        self.unsure = {}
        self.ran = []

    def failed(self, code, why):
        self.fail.setdefault(code, why)

    def run(self, body, segments=()):
        try:
            record, visible = self.read(body)
        except Finding as found:
            self.failed(found.code, found.why)
            return self
        sealed = record["segments"][-1]["last_seq"] if record["segments"] else 0
        entries = self.opened(record, segments) + record["transitions"] + record["rejections"] + record["notes"]
        entries.sort(key=lambda entry: entry["seq"])
        is_whole = sealed == 0 or any(entry["seq"] <= sealed for entry in entries)
        self.check_segments(record, entries, is_whole)
        self.check_order(record)
        self.check_chain(record["genesis"], entries, 0 if is_whole else sealed)
        self.check_salts(entries)
        self.check_redactions(entries)
        self.check_binding(bound_to(record["genesis"], entries))
        if is_whole:
            self.check_steps(record["genesis"], entries)
            self.check_fold(record, entries)
        if visible is not None:
            self.check_view(record, visible)
        return self

    def read(self, body):
        """(record, visible text); the text is None for a record outside a comment."""
        self.ran.append("shape")
        if re.search(r"^%s(?![A-Za-z0-9_-])" % RECORD_MARKER, body, re.M) is not None:
            self.ran.append("one spelling")
            line, visible = open_comment(body, RECORD_MARKER)
            value = read_line(line)
        else:
            value, visible = parse_json(body), None
            jcs(value)
        if not record_shape(value):
            raise Finding("malformed", "not the shape of a record: " + misfit(value))
        return value, visible

    # Section 6

    def opened(self, record, bodies):
        """The entries of all segments; none where a place is not filled."""
        found = {}
        for body in bodies:
            try:
                segment = read_line(open_comment(body, SEGMENT_MARKER)[0])
                if segment_shape(segment) and segment["entries"]:
                    found[segment_hash(segment)] = segment
            except Finding:
                pass  # it fills no place
        entries, previous = [], None
        for index, ref in enumerate(record["segments"] if bodies else []):
            segment = found.get(ref["hash"])
            if segment is None or not fills(segment, ref, index, previous, record["genesis"]):
                self.failed("segment_missing", "entries %d to %d" % (ref["first_seq"], ref["last_seq"]))
                return []
            entries += segment["entries"]
            previous = ref["hash"]
        return entries

    def check_segments(self, record, entries, is_whole):
        self.ran.append("segments")
        if not is_whole:
            self.unsure["segment_missing"] = "the entries of the sealed parts were not given"
            return
        first, previous = 1, None
        for index, ref in enumerate(record["segments"]):
            inside = [entry for entry in entries if ref["first_seq"] <= entry["seq"] <= ref["last_seq"]]
            segment = {"genesis": record["genesis"], "index": index, "entries": inside, "prev_segment_hash": previous}
            follows = ref["first_seq"] == first and ref["last_seq"] >= first
            if not follows or segment_hash(segment) != ref["hash"]:
                self.failed("segment_missing", "entries %d to %d" % (ref["first_seq"], ref["last_seq"]))
            first, previous = ref["last_seq"] + 1, ref["hash"]

    # Section 7

    def check_order(self, record):
        for kind in ("transitions", "rejections", "notes"):
            numbers = [entry["seq"] for entry in record[kind]]
            if numbers != sorted(numbers):
                self.failed("chain_broken", "%s are not in the order of seq" % kind)

    def check_chain(self, of_record, entries, sealed):
        """Numbers, links, hashes and times. Behind sealed parts that were not given the first link is not known."""
        self.ran.append("chain")
        if not entries:
            self.failed("chain_broken", "there is no entry")
        before = None
        for place, entry in enumerate(entries, sealed + 1):
            seq = entry["seq"]
            if seq != place:
                self.failed("chain_broken", "entry %d stands where %d should" % (seq, place))
            link = before["hash"] if before else tagged_hash("genesis", jcs(of_record)) if sealed == 0 else None
            if link is not None and entry["prev_hash"] != link:
                self.failed("chain_broken", "entry %d does not follow the one before" % seq)
            self.check_hash(entry, "entry %d" % seq)
            if before and entry["timestamp"] < before["timestamp"]:
                self.failed("chain_broken", "entry %d is before the one before" % seq)
            if before and seconds(entry["recorded_at"]) < seconds(before["recorded_at"]) - 120:
                self.failed("backdated", "entry %d was recorded before the one before" % seq)
            before = entry

    def check_hash(self, entry, called):
        if entry_hash(entry) != entry["hash"]:
            self.failed("chain_broken", "the hash of %s is not that of its content" % called)
        if keeps(entry):
            if kept_by(entry) is None:
                self.failed("chain_broken", "what %s keeps is no entry" % called)
            else:
                self.check_hash(entry["was"], "what %s keeps" % called)

    def check_salts(self, entries):
        self.ran.append("commitments")
        for entry in entries:
            for _, one in with_kept(entry):
                if not salts_fit(one):
                    self.failed("commitment_mismatch", "salts of entry %d do not fit its values" % entry["seq"])

    def check_redactions(self, entries):
        self.ran.append("redactions")
        named, erased = set(), []
        for entry in entries:
            for prefix, one in with_kept(entry):
                named |= named_by(one)
                erased += [{(one["seq"], what), (entry["seq"], prefix + what)} for what in erased_in(one)]
        for keys in erased:
            if not keys & named:
                self.failed("redaction_unrecorded", "%s of entry %d" % max(keys)[::-1])
        there = {entry["seq"] for entry in entries}
        for seq, what in named.difference(*erased):
            if seq in there:
                self.failed("commitment_mismatch", "%s of entry %d is said to be erased" % (what, seq))

    def check_binding(self, bound):
        self.ran.append("binding")
        number_, repo_, ref = bound.get("ref_number"), bound.get("repo"), bound["ref"]
        if bound.get("host") is not None:
            pages = ["https://%s/%s/%s/%s" % (bound["host"], repo_, kind, number_) for kind in ("issues", "pull")]
            if bound["record_id"] != "%s#%s" % (repo_, number_) or (ref.startswith("https://") and ref not in pages):
                self.failed("wrong_binding", "the record names different items")
        for key, expected in (self.binding or {}).items():
            if bound.get(key) != expected:
                self.failed("wrong_binding", "%s is %s, not %s" % (key, bound.get(key), expected))

    def check_steps(self, of_record, entries):
        self.ran.append("steps")
        state, visited = None, set()
        for entry in entries:
            if "cause" in entry and entry["from_state"] not in visited:
                self.failed("illegal_step", "entry %d refuses a step from where the item never was" % entry["seq"])
            if not is_transition(entry):
                continue
            if entry["from_state"] != state:
                self.failed("illegal_step", "entry %d starts at %s, not at %s" % (entry["seq"], entry["from_state"], state))
            if not is_imported(of_record, entry):
                self.check_edge(entry)
            state = entry["to_state"]
            visited.add(state)
        if not visited:
            self.failed("illegal_step", "there is no step")

    def check_edge(self, step):
        lifecycle = self.lifecycles.get(step["lifecycle"])
        if lifecycle is None:
            self.unsure["unknown_lifecycle"] = "entry %d names %s" % (step["seq"], step["lifecycle"])
        elif not is_edge(lifecycle, step):
            self.failed("illegal_step", "entry %d: %s to %s" % (step["seq"], step["from_state"], step["to_state"]))

    def check_fold(self, record, entries):
        self.ran.append("fold")
        folded = fold(record["genesis"], entries, self.lifecycles)
        seen = {**record, **{"head." + key: value for key, value in record["head"].items()}}
        for field, value in folded.items():
            if value is not UNKNOWN and not same(seen[field], value):
                self.failed("fold_mismatch", "%s does not follow from the entries" % field)
        if record["genesis"]["host"] is not None and entries:
            if entries[0]["recorded_at"] != record["genesis"]["created_at"]:
                self.failed("fold_mismatch", "genesis.created_at is not when the first entry was recorded")
        if "fold_mismatch" not in self.fail:
            self.check_shown(record["state"], record["head"], entries)

    def check_shown(self, state, head, entries):
        """As far as the record itself says something else; what was missing, only facts can tell."""
        shown = head["shown"]
        if (head["view"] is None) != (shown is None):
            self.failed("view_mismatch", "one of head.view and head.shown is null")
        if (head["view"] is None) or shown is None:
            return
        if shown["renderer"] not in RENDERERS:
            self.unsure["unknown_kind"] = "the visible part was made by renderer %s" % shown["renderer"]
        refused = [one["seq"] for one in head["violations"] if one["accepted"] is None]
        if not are_some_of(shown["open"], refused):
            self.failed("view_mismatch", "head.shown.open names what is no open refusal")
        law = self.lifecycles.get(next((one["lifecycle"] for one in reversed(entries) if one["lifecycle"] is not None), ""))
        if law is not None:
            edges = next((one["to"] for one in law["states"] if one["name"] == state), [])
            if not are_some_of(shown["allowed"], [edge["to"] for edge in edges]):
                self.failed("view_mismatch", "head.shown.allowed names a state that no step leads to")

    def check_view(self, record, visible):
        self.ran.append("visible part")
        if record["head"]["view"] != view_hash(visible):
            self.failed("view_mismatch", "the visible part is not the one that was written")

    def verdict(self):
        return "FAIL" if self.fail else "INCONCLUSIVE" if self.unsure else "PASS"


RENDERERS = (1,)


def are_some_of(chosen, all_of_them):
    return len(set(chosen)) == len(chosen) and set(chosen) <= set(all_of_them)


def fills(segment, ref, index, previous, of_record):
    numbers = [entry["seq"] for entry in segment["entries"]]
    return (same(segment["genesis"], of_record) and segment["index"] == index
            and segment["prev_segment_hash"] == previous
            and numbers == list(range(ref["first_seq"], ref["last_seq"] + 1))
            and all(entry_hash(entry) == entry["hash"] for entry in segment["entries"]))


def seconds(stamp):
    return calendar.timegm(clock.strptime(stamp[:7], "%Y-%m")) + sum(
        int(stamp[at:at + 2]) * unit for at, unit in ((8, 86400), (11, 3600), (14, 60), (17, 1)))


def is_transition(entry):
    return "kind" not in entry and "cause" not in entry


def is_imported(of_record, step):
    return of_record["host"] is None and step["source"] == "asserted" and "unproven" in step["flags"]


def erased_in(entry):
    names = ["actor"] if is_redacted(entry["actor"]) else []
    return names + ["metadata/" + key for key, value in entry["metadata"].items() if is_redacted(value)]


def named_by(entry):
    """What a redaction note says was erased."""
    was = entry.get("was")
    if entry.get("kind") != "redaction" or not isinstance(was, dict) or not isinstance(was.get("names"), list):
        return set()
    seq = was.get("seq")
    is_number = isinstance(seq, (int, float)) and not isinstance(seq, bool)
    return {(seq, one) for one in was["names"] if isinstance(one, str)} if is_number else set()


def with_kept(entry, prefix=""):
    """The entry, then the one that it keeps, and so on, each with what comes before the names of its values."""
    yield prefix, entry
    if kept_by(entry) is not None:
        yield from with_kept(entry["was"], "was/")


def bound_to(of_record, entries):
    bound = of_record
    for entry in entries:
        to = entry["was"].get("to") if entry.get("kind") == "transferred" and isinstance(entry["was"], dict) else None
        if isinstance(to, dict) and all(text(to.get(key)) for key in ("record_id", "ref", "repo_id", "issue_id")):
            bound = to
    return bound


def same(one, other):
    return jcs(one) == jcs(other)


def is_edge(lifecycle, step):
    states = {state["name"]: state for state in lifecycle["states"]}
    if step["from_state"] is None:
        return step["to_state"] == lifecycle["initial"] or (step["to_state"] in states and "unproven" in step["flags"])
    edges = states.get(step["from_state"], {"to": []})["to"]
    return any(edge["to"] == step["to_state"] for edge in edges)


UNKNOWN = object()


def fold(genesis_, entries, lifecycles):
    """Every field that follows from genesis and entries; those of `head` as `head.…`."""
    folded = {
        "state": "", "pr_number": None, "pr_url": None, "ci_status": {}, "created_at": genesis_["created_at"],
        "updated_at": genesis_["created_at"], "closed_at": None, "continues": None,
        "auto_merge": genesis_["auto_merge"], "labels": genesis_["labels"],
        "head.seq": 0, "head.hash": tagged_hash("genesis", jcs(genesis_)), "head.cycle": 0, "head.pr": None,
        "head.sha": None, "head.source": "asserted", "head.basis": {"observed": None, "sha": None, "cycle": 0, "rules": None},
        "head.merged_pr": None, "head.provisional": None, "head.violations": [], "head.judged": [], "head.at": None,
    }
    for entry in entries:
        fold_one(folded, entry, lifecycles)
    bound = bound_to(genesis_, entries)
    for key in ("record_id", "ref", "ref_number", "repo"):
        folded[key] = bound.get(key)
    return folded


def fold_one(folded, entry, lifecycles):
    kind = entry.get("kind")
    proves = is_transition(entry) or kind == "reproved"
    for field, value in (("pr_number", entry["pr"]), ("pr_url", entry["pr_url"]),
                         ("ci_status", entry["evidence"]["checks"])):
        if proves and value is not None:
            folded[field] = value
    folded["updated_at"] = entry["recorded_at"]
    folded["head.seq"], folded["head.hash"] = entry["seq"], entry["hash"]
    if entry["basis"]["cycle"] > folded["head.cycle"]:
        folded["head.cycle"] = entry["basis"]["cycle"]
        folded["head.merged_pr"] = folded["head.provisional"] = None
        folded["head.violations"], folded["head.judged"] = [], []
    if proves:
        folded["head.pr"], folded["head.sha"] = entry["pr"], entry["sha"]
    if is_transition(entry):
        fold_step(folded, entry, lifecycles.get(entry["lifecycle"]))
    if kind == "merge_judged":
        judge(folded, entry)
    if kind == "accept":
        accept(folded, entry)
    if kind == "late_evidence":
        folded["head.provisional"] = None
    if kind == "continued":
        folded["continues"] = entry["was"]
    if "cause" in entry:
        run = entry["run"]
        violation = {"seq": entry["seq"], "cause": entry["cause"], "run_id": run["id"] if run else None, "accepted": None}
        folded["head.violations"] = folded["head.violations"] + [violation]


def judge(folded, entry):
    if folded["head.judged"] is not UNKNOWN:
        folded["head.judged"] = folded["head.judged"] + [{"pr": entry["pr"], "sha": entry["sha"]}]


def accept(folded, entry):
    data = entry["was"].get("data") if isinstance(entry["was"], dict) else None
    seq = data.get("seq") if isinstance(data, dict) else None
    folded["head.violations"] = [{**one, "accepted": entry["seq"]} if one["seq"] == seq else one
                                 for one in folded["head.violations"]]


def fold_step(folded, step, lifecycle):
    folded["state"] = step["to_state"]
    folded["head.source"], folded["head.basis"], folded["head.at"] = step["source"], step["basis"], step["timestamp"]
    entered = next((state for state in lifecycle["states"] if state["name"] == step["to_state"]), {}) if lifecycle else None
    if entered is None:
        folded["closed_at"] = folded["head.merged_pr"] = folded["head.judged"] = UNKNOWN
    else:
        folded["closed_at"] = step["timestamp"] if entered.get("terminal") else None
        if entered.get("role") == "merged":
            folded["head.merged_pr"] = step["pr"]
            judge(folded, step)
    if "no_checks" in step["flags"]:
        folded["head.provisional"] = {"pr": step["pr"], "sha": step["sha"]}


def misfit(value):
    """For people: what stands out about a value that is no record."""
    if not isinstance(value, dict):
        return "it is no object"
    if value.get("schema_version") != 1:
        return "schema_version is not 1"
    for kind, shape in (("transitions", transition), ("rejections", rejection), ("notes", note)):
        for place, entry in enumerate(value[kind] if isinstance(value.get(kind), list) else []):
            if not shape(entry):
                return "%s[%d]" % (kind, place)
    return "some key is missing, too many, or of another form"


# --- The command ------------------------------------------------------------------------------------------------------


def read_lifecycles(path):
    """Lifecycles by the hash of what they hold: the file's word for a hash is not taken."""
    with open(path, encoding="utf-8") as file:
        listed = json.load(file)["lifecycles"]
    return {tagged_hash("lifecycle", jcs({key: one[key] for key in ("initial", "states")})): one for one in listed}


def read_text(path):
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except UnicodeDecodeError:
        return ""


def report_of(check):
    return {"verdict": check.verdict(), "codes": sorted({**check.unsure, **check.fail}),
            "findings": {**check.unsure, **check.fail}, "checked": check.ran, "not_checked": NOT_CHECKED_OFFLINE}


def verify_index(path, lifecycles):
    """One report for each vector that an index.json lists."""
    folder = os.path.dirname(path)
    with open(path, encoding="utf-8") as file:
        vectors = json.load(file)["vectors"]
    reports = {}
    for vector in vectors:
        body, *segments = [read_text(os.path.join(folder, one)) for one in [vector["file"], *vector["segments"]]]
        check = Verification(lifecycles, vector["binding"]).run(body, segments)
        reports[vector["file"]] = report_of(check)
    return reports


def print_report(report):
    print(" ".join([report["verdict"], ", ".join(report["codes"])]).strip())
    for code, why in report["findings"].items():
        print("  %s: %s" % (code, why))
    print("  checked: " + ", ".join(report["checked"]))
    print("  not checked, since it needs GitHub: " + ", ".join(report["not_checked"]))


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description="Verify a LoopForge record offline.")
    parser.add_argument("--lifecycles", default=os.path.join(here, "../vectors/records/lifecycles.json"))
    parser.add_argument("--host")
    parser.add_argument("--repo-id")
    parser.add_argument("--issue-id")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--index", help="verify every record that this index.json lists, and print the reports as JSON")
    parser.add_argument("record", nargs="?")
    parser.add_argument("segment", nargs="*")
    asked = parser.parse_args()
    lifecycles = read_lifecycles(asked.lifecycles)
    if asked.index:
        print(json.dumps(verify_index(asked.index, lifecycles)))
        return 0
    if not asked.record:
        parser.error("name the file of a record")
    given = {"host": asked.host, "repo_id": asked.repo_id, "issue_id": asked.issue_id}
    binding = {key: value for key, value in given.items() if value is not None} or None
    check = Verification(lifecycles, binding).run(read_text(asked.record), [read_text(one) for one in asked.segment])
    report = report_of(check)
    print(json.dumps(report)) if asked.json else print_report(report)
    return {"PASS": 0, "FAIL": 1, "INCONCLUSIVE": 2}[report["verdict"]]


if __name__ == "__main__":
    sys.exit(main())
