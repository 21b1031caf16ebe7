"""Section 1: what a file is, and the hidden part of a comment."""

import re

from .canonical import Refused, utf16

RECORD_MARKER = "<!-- loopforge:record"
SEGMENT_MARKER = "<!-- loopforge:segment"
MAX_UNITS = 262144
JSON_SPACE = " \t\r\n"


def text_of(data):
    """The text of a file's bytes. Strictly UTF-8: nothing is replaced, no byte order mark is passed over."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refused("malformed", "no UTF-8: %s" % error) from None
    if text.startswith("\ufeff"):
        raise Refused("malformed", "a byte order mark")
    return text


def is_json_file(text):
    return text.lstrip(JSON_SPACE).startswith("{")


def open_comment(text, marker):
    """(line, visible text) of a comment that bears the marker."""
    if len(utf16(text)) // 2 > MAX_UNITS:
        raise Refused("malformed", "longer than GitHub accepts")
    if text.count("<!--") != 1 or text.count("-->") != 1:
        raise Refused("malformed", "not one hidden part")
    at = text.index("<!--")
    if at > 0 and text[at - 1] != "\n":
        raise Refused("malformed", "the marker is not at the start of a line")
    lines = text[at:].split("\n", 2)
    if len(lines) < 3 or without_return(lines[0]) != marker:
        raise Refused("malformed", "no line that is " + marker)
    if not re.fullmatch(r"-->(?: |\r?\n)*", lines[2]):
        raise Refused("malformed", "not one line and then the end")
    return without_return(lines[1]), text[:at]


def without_return(line):
    """The line without the carriage return of its line end."""
    return line[:-1] if line.endswith("\r") else line
