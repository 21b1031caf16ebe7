"""Section 6: the sealed parts of a record, and with them the whole list of its entries."""

from typing import NamedTuple

from .canonical import Refused, read_line
from .comment import SEGMENT_MARKER, open_comment
from .hashes import genesis_hash
from .notes import segment as is_segment


class Whole(NamedTuple):
    """The entries to be checked. `missing` is None, or what is known of sealed parts that are not all here."""

    entries: list
    missing: "Missing | None"
    findings: list


class Missing(NamedTuple):
    """The last place: the number and the hash of the entry before the first one here; whether some were given."""

    last_seq: int
    hash: str
    some_given: bool


def whole_record(record, texts):
    """All entries of the record and of the given texts of segments; those of the record where not all are there.

    A record that holds a sealed entry itself is an exported one: it must hold them all, and no text is needed.
    """
    own = sorted(record["transitions"] + record["rejections"] + record["notes"], key=seq_of)
    places = record["segments"]
    if not places:
        return Whole(own, None, [])
    wrong = list(misnumbered(places))
    last = places[-1]
    if any(entry["seq"] <= last["last_seq"] for entry in own):
        return Whole(own, None, wrong + list(misplaced(places, own)))
    given = [segment for segment in map(read_segment, texts) if segment is not None]
    of_record = genesis_hash(record["genesis"])
    found = [next((one["entries"] for one in given if fills(one, place, of_record)), None) for place in places]
    wrong += ["entries %d to %d are not here" % (place["first_seq"], place["last_seq"])
              for place, entries in zip(places, found) if entries is None]
    if not wrong:
        return Whole(sorted(sum(found, []) + own, key=seq_of), None, [])
    some_given = any(entries is not None for entries in found)
    return Whole(own, Missing(last["last_seq"], last["hash"], some_given), wrong)


def seq_of(entry):
    return entry["seq"]


def read_segment(text):
    """The segment in the body of a comment; None for any other text."""
    try:
        value = read_line(open_comment(text, SEGMENT_MARKER)[0])
    except Refused:
        return None
    return value if is_segment(value) else None


def fills(segment, place, of_record):
    entries, first, last = segment["entries"], place["first_seq"], place["last_seq"]
    return (segment["genesis"] == of_record and len(entries) == last - first + 1 and len(entries) > 0
            and all(entry["seq"] == seq for seq, entry in enumerate(entries, first))
            and entries[-1]["hash"] == place["hash"])


def misnumbered(places):
    before = 0
    for place in places:
        if place["first_seq"] != before + 1 or place["last_seq"] < place["first_seq"]:
            yield "the place of entries %d to %d follows %d" % (place["first_seq"], place["last_seq"], before)
        before = place["last_seq"]


def misplaced(places, entries):
    """Of an exported record, which holds its sealed entries itself."""
    for place in places:
        there = [entry["hash"] for entry in entries if entry["seq"] == place["last_seq"]]
        if there == [] or any(hash_ != place["hash"] for hash_ in there):
            yield "entry %d is not the last one of its sealed part" % place["last_seq"]
