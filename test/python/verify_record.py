#!/usr/bin/env python3
"""Verifies a LoopForge record offline. Written from docs/record-format.md; Python's standard library only.

    verify_record.py [--lifecycles FILE] [--host H --repo-id R --issue-id I] [--json] RECORD [SEGMENT ...]
    verify_record.py [--lifecycles FILE] --index FILE

RECORD is the body of a record comment, or a record in a JSON file; SEGMENT the bodies of its segment comments.
Prints PASS, FAIL or INCONCLUSIVE with the codes of section 7 of that page; exit code 0, 1, 2. The folder record_format
has the rules, a file for each section.
"""

import argparse
import json
import os
import sys

from record_format.canonical import Refused, jcs, parse_json
from record_format.comment import text_of
from record_format.shapes import closed, growing, list_of, name, or_null, text
from record_format.steps import by_hash, is_list_of_lifecycles
from record_format.verification import Verification

HERE = os.path.dirname(os.path.abspath(__file__))
EXIT_CODES = {"PASS": 0, "FAIL": 1, "INCONCLUSIVE": 2}

issue = closed(host=or_null(name), repo_id=or_null(name), issue_id=or_null(name))
is_index = growing(vectors=list_of(growing(file=text, segments=list_of(text), binding=or_null(issue))))


def report_on(lifecycles, known_issue, path, segments):
    """The report on one record. A file that cannot be read is nobody's forgery."""
    check = Verification(lifecycles, known_issue)
    try:
        body, *parts = [read_bytes(one) for one in (path, *segments)]
    except (OSError, ValueError) as error:
        check.unsure["partial_read"] = str(error)
    else:
        check.run(body, parts)
    return check.report()


def read_bytes(path):
    with open(path, "rb") as file:
        return file.read()


def read_list(path, shape):
    """A file of ours that lists something; ends the program with exit code 3 where it is another one."""
    try:
        value = parse_json(text_of(read_bytes(path)))
        jcs(value)
        if shape(value):
            return value
        problem = "not such a list"
    except (OSError, ValueError, Refused) as error:
        problem = error
    print("%s: %s" % (path, problem), file=sys.stderr)
    return sys.exit(3)


def reports_on_index(path, lifecycles):
    """A report for each record that an index.json lists."""
    folder = os.path.dirname(path)

    def beside(name):
        return os.path.join(folder, name)

    vectors = read_list(path, is_index)["vectors"]
    return {one["file"]: report_on(lifecycles, one["binding"], beside(one["file"]), map(beside, one["segments"]))
            for one in vectors}


def print_report(report):
    print(" ".join([report["verdict"], ", ".join(report["codes"])]).strip())
    for code, why in report["findings"].items():
        print("  %s: %s" % (code, printable(why)))
    print("  checked: " + ", ".join(report["checked"]))
    print("  not checked, since it needs LoopForge or GitHub: " + ", ".join(report["not_checked"]))


def printable(text):
    """The text with escapes for all that a terminal may take for more than text."""
    return text.encode("unicode_escape").decode("ascii")


def arguments():
    parser = argparse.ArgumentParser(description="Verify a LoopForge record offline.")
    parser.add_argument("--lifecycles", default=os.path.join(HERE, "../vectors/records/lifecycles.json"))
    parser.add_argument("--host")
    parser.add_argument("--repo-id")
    parser.add_argument("--issue-id")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument("--index", help="verify every record that this index.json lists, and print the reports as JSON")
    parser.add_argument("record", nargs="?")
    parser.add_argument("segment", nargs="*")
    asked = parser.parse_args()
    if not asked.index and not asked.record:
        parser.error("name the file of a record")
    return asked


def main():
    asked = arguments()
    lifecycles = by_hash(read_list(asked.lifecycles, is_list_of_lifecycles))
    if asked.index:
        print(json.dumps(reports_on_index(asked.index, lifecycles)))
        return 0
    given = {"host": asked.host, "repo_id": asked.repo_id, "issue_id": asked.issue_id}
    known_issue = {key: value for key, value in given.items() if value is not None}
    report = report_on(lifecycles, known_issue, asked.record, asked.segment)
    print(json.dumps(report)) if asked.json else print_report(report)
    return EXIT_CODES[report["verdict"]]


if __name__ == "__main__":
    sys.exit(main())
