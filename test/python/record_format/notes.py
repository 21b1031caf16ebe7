"""Section 3: notes, what each kind says in `was`, and with them the shapes of a record and of a segment."""

from .shapes import (ENTRY, anything, binding, closed, count, either, hash_, list_of, matching, name, null, number,
                     or_null, record_of, rejection, sorted_set_of, step, time, word)

erasable = matching(r"actor|metadata/[\s\S]*")
is_coalesced = closed(revisions=count, rev=count)


def coalesced(value):
    return is_coalesced(value) and value["revisions"] < value["rev"]


DATA = {
    "accept": closed(seq=number),
    "restored": null,
    "merged_record": null,
    "continued": closed(comment_id=name, hash=hash_),
    "transferred": closed(**{"from": binding, "to": binding}),
    "redaction": closed(seq=number, names=sorted_set_of(erasable, least=1)),
    "repair": closed(body=hash_, edited_at=or_null(time), fields=list_of(name), more=count),
    "edits_coalesced": coalesced,
}
SAY_NOTHING = ("adopted", "reproved", "late_evidence", "merge_judged", "migration")
KEEP = ("restored", "merged_record")
KINDS = (*DATA, *SAY_NOTHING)

note_keys = closed(**{**ENTRY, "from_state": null, "to_state": null, "kind": word, "was": anything})


def keeps_nothing(entry):
    return entry.get("was") is None or entry["was"]["kept"] == []


def kept(value):
    return entry(value) and keeps_nothing(value)


was = closed(data=anything, kept=list_of(kept, most=1), named=list_of(hash_))


def says_what_it_must(kind, said):
    """Whether `was`, which may be null, is what this kind says. Kinds that this page does not have may say anything."""
    if kind not in DATA:
        return True
    if said is None or not DATA[kind](said["data"]):
        return False
    if kind in KEEP:
        return said["kept"] != [] or said["named"] != []
    return said["kept"] == [] and (kind == "repair" or said["named"] == [])


def note(value):
    return (note_keys(value) and value["trigger"] == value["kind"] and or_null(was)(value["was"])
            and says_what_it_must(value["kind"], value["was"]))


entry = either(step, rejection, note)
record = record_of(note)
segment = closed(entries=list_of(entry), genesis=hash_)


def misfit(value):
    """For people: what stands out about a value that is no record."""
    if not isinstance(value, dict):
        return "it is no object"
    if value.get("schema_version") != 1:
        return "schema_version is not 1"
    for kind, shape in (("transitions", step), ("rejections", rejection), ("notes", note)):
        for at, one in enumerate(value[kind] if isinstance(value.get(kind), list) else []):
            if not shape(one):
                return "%s[%d]" % (kind, at)
    return "a key is missing, too many, or of another form"
