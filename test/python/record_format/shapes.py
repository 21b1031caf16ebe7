"""Section 3: the shape of a record. A shape is a function: value -> does it fit?

Words that later releases may add to are names here; words.py looks for those that this page does not have.
"""

import datetime
import re

from .canonical import MAX_INTEGER, utf16
from .hashes import is_erased


def matching(pattern):
    compiled = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and compiled.fullmatch(value) is not None


def words(*allowed):
    return lambda value: isinstance(value, str) and value in allowed


def or_null(shape):
    return lambda value: value is None or shape(value)


def either(*shapes):
    return lambda value: any(shape(value) for shape in shapes)


def list_of(shape, least=0, most=None):
    return lambda value: (isinstance(value, list) and len(value) >= least and (most is None or len(value) <= most)
                          and all(shape(item) for item in value))


def sorted_set_of(shape, least=0):
    """A list in the order of UTF-16 units, nothing twice."""
    def fits(value):
        if not list_of(shape, least)(value):
            return False
        units = [utf16(item) for item in value]
        return all(one < next_ for one, next_ in zip(units, units[1:]))
    return fits


def map_of(shape):
    return lambda value: isinstance(value, dict) and all(shape(item) for item in value.values())


def closed(**shapes):
    """An object with exactly these keys."""
    keys = set(shapes)
    return lambda value: (isinstance(value, dict) and value.keys() == keys
                          and all(shape(value[key]) for key, shape in shapes.items()))


def growing(**shapes):
    """An object with at least these keys."""
    keys = set(shapes)
    return lambda value: (isinstance(value, dict) and value.keys() >= keys
                          and all(shape(value[key]) for key, shape in shapes.items()))


def whole_from(least):
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and least <= value <= MAX_INTEGER


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


TIME = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})Z")


def moment(value):
    """The moment that a time names, or None where it names none."""
    parts = TIME.fullmatch(value) if isinstance(value, str) else None
    try:
        return datetime.datetime(*map(int, parts.groups())) if parts else None
    except ValueError:
        return None


def time(value):
    found = moment(value)
    return found is not None and found.year >= 2000


def metadata_value(value):
    return not is_erased(value) or hash_(value["redacted"])


word = name
count = whole_from(0)
number = whole_from(1)
texts = map_of(text)
hash_ = matching("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")
salt = hash_
sha = matching("[0-9a-f]{40}|[0-9a-f]{64}")
repo = matching("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+")
record_id = matching("loop-[0-9a-f]{8}|[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+#[1-9][0-9]*")
BINDING = dict(host=or_null(name), repo_id=or_null(name), issue_id=or_null(name), record_id=record_id, ref=name,
               ref_number=or_null(number), repo=or_null(repo))
binding = closed(**BINDING)
basis = closed(observed=or_null(name), sha=or_null(sha), cycle=count, rules=or_null(hash_))
actor = closed(id=name, login=name, type=words("User", "Bot", "Agent", "Unknown"))
redacted = closed(redacted=hash_)
SETTINGS = dict(ci=words("checks", "none", "asserted"), ignore_checks=list_of(text), require_current_approval=boolean,
                required_checks=list_of(text), unmerged_close=words("refuse", "accept"),
                config=or_null(closed(path=name, blob=sha)))
need = closed(kind=word, names=list_of(text), counts=map_of(count))
merge = closed(pr=or_null(number), sha=or_null(sha))

ENTRY = dict(
    seq=number, from_state=or_null(name), to_state=or_null(name), trigger=text, timestamp=time, recorded_at=time,
    source=word, actor=or_null(either(actor, redacted)), run=or_null(closed(id=name, attempt=number, url=text)),
    pr=or_null(number), pr_url=or_null(text), sha=or_null(sha), lifecycle=or_null(hash_),
    settings=or_null(growing(**SETTINGS)), basis=basis,
    evidence=closed(at=or_null(time), facts=map_of(anything), checks=or_null(texts)), flags=sorted_set_of(word),
    metadata=map_of(metadata_value), salts=closed(actor=or_null(salt), metadata=map_of(or_null(salt))),
    prev_hash=hash_, hash=hash_,
)
step = closed(**{**ENTRY, "to_state": name})
rejection = closed(**{**ENTRY, "from_state": name, "to_state": name, "code": word, "cause": text, "message": text,
                      "needs": list_of(need)})

genesis = closed(**BINDING, labels=texts, created_at=time, auto_merge=boolean, lifecycle=hash_, nonce=hash_)
shown = closed(renderer=number, needs=list_of(need), allowed=list_of(name), open=list_of(number))
head = closed(
    seq=number, hash=hash_, cycle=count, pr=or_null(number), sha=or_null(sha), source=word, basis=basis,
    merged_pr=or_null(number), provisional=or_null(merge),
    violations=list_of(closed(seq=number, cause=text, run_id=or_null(name), accepted=or_null(number))),
    judged=list_of(merge), at=or_null(time), rev=count, view=or_null(hash_), shown=or_null(shown),
    outbox=or_null(map_of(number)),
)
place = closed(comment_id=name, first_seq=number, last_seq=number, hash=hash_)


def record_of(note):
    """The shape of a record, given the shape of a note."""
    return closed(
        schema_version=lambda value: value == 1 and not isinstance(value, bool), record_id=record_id, ref=name,
        ref_number=or_null(number), repo=or_null(repo), genesis=genesis, transitions=list_of(step),
        rejections=list_of(rejection), notes=list_of(note), segments=list_of(place, most=200),
        continues=or_null(closed(comment_id=name, hash=hash_)), head=head, state=name, pr_url=or_null(text),
        pr_number=or_null(number), auto_merge=boolean, ci_status=texts, labels=texts, created_at=time, updated_at=time,
        closed_at=or_null(time),
    )
