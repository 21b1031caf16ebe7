"""Section 7: the verdict on a record, from nothing but its texts."""

from .canonical import Refused, jcs, parse_json, read_line
from .comment import RECORD_MARKER, is_json_file, open_comment, text_of
from .entries import check_chain, check_lists, check_redactions, check_salts, check_times
from .fold import check_fold, folded
from .hashes import genesis_hash
from .notes import misfit
from .notes import record as is_record
from .sealed import whole_record
from .steps import check_steps
from .view import check_shown, check_view
from .words import unknown_words

NOT_CHECKED = [
    "rendering", "author", "one record only", "edit history", "times against GitHub's", "deleted comments",
    "corroboration of merges, reviews, closes and runs", "missing transitions",
]


class Verification:
    """What was found, by code: `fail` says that the record is false, `unsure` that nobody can tell from here."""

    def __init__(self, lifecycles, issue=None):
        self.lifecycles = lifecycles
        self.issue = issue or {}
        self.fail = {}
        self.unsure = {}
        self.ran = []

    def run(self, data, segments=()):
        """Verifies the bytes of a record with those of its segments."""
        self.ran.append("shape")
        try:
            record, visible = read_record(data)
            self.check_record(record, visible, [text for text in map(text_or_none, segments) if text is not None])
        except Refused as refused:
            self.fail[refused.code] = refused.why
        return self

    def check_record(self, record, visible, texts):
        whole = whole_record(record, texts)
        entries, missing, genesis = whole.entries, whole.missing, record["genesis"]
        for why in whole.findings:
            found = self.unsure if missing is not None and not missing.some_given else self.fail
            found.setdefault("segment_missing", why)
        self.ran.append("segments")
        before = (missing.last_seq, missing.hash) if missing else (0, genesis_hash(genesis))
        self.check("chain", check_lists(record), check_chain(entries, *before), check_times(entries))
        self.check("commitments", check_salts(entries))
        self.check("redactions", check_redactions(entries, missing.last_seq if missing else 0))
        self.check("words", (("unknown_kind", word) for word in unknown_words(record, entries, self.lifecycles)))
        self.check("binding", self.check_binding(record, entries, missing is None))
        if missing is None:
            self.check("steps", check_steps(genesis, entries, self.lifecycles))
            self.check("fold", check_fold(record, entries, self.lifecycles))
            if "fold_mismatch" not in self.fail:
                self.check("shown", check_shown(record, entries, self.lifecycles))
        if visible is not None:
            self.check("visible part", check_view(record["head"], visible))

    def check(self, called, *findings):
        self.ran.append(called)
        for found in findings:
            for code, why in found:
                (self.unsure if code.startswith("unknown_") else self.fail).setdefault(code, why)

    def check_binding(self, record, entries, is_whole):
        genesis = record["genesis"]
        bound = folded(genesis, entries, self.lifecycles).binding
        item = "%s#%s" % (bound["repo"], bound["ref_number"])
        pages = ["https://%s/%s/%s/%s" % (bound["host"], bound["repo"], kind, bound["ref_number"])
                 for kind in ("issues", "pull")]
        if genesis["host"] is not None:
            if bound["record_id"] != item or (bound["ref"].startswith("https://") and bound["ref"] not in pages):
                yield "wrong_binding", "the record names different items"
        # A transfer may stand in the parts that are missing: the record then goes by another name.
        is_known = is_whole or bound["record_id"] == record["record_id"]
        for key, expected in self.issue.items():
            if is_known and bound[key] != expected:
                yield "wrong_binding", "%s is %s, not %s" % (key, bound[key], expected)

    def report(self):
        found = {**self.unsure, **self.fail}
        verdict = "FAIL" if self.fail else "INCONCLUSIVE" if self.unsure else "PASS"
        return {"verdict": verdict, "codes": sorted(found), "findings": found, "checked": self.ran,
                "not_checked": NOT_CHECKED}


def read_record(data):
    """(record, visible text) of the bytes of a file; the text is None for a record outside a comment."""
    text = text_of(data)
    if is_json_file(text):
        value, visible = parse_json(text), None
        jcs(value)
    else:
        line, visible = open_comment(text, RECORD_MARKER)
        value = read_line(line)
    if not is_record(value):
        raise Refused("malformed", "no record: " + misfit(value))
    return value, visible


def text_or_none(data):
    """What is no text is no segment either, and is passed over."""
    try:
        return text_of(data)
    except Refused:
        return None
