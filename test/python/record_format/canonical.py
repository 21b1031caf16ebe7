"""Section 2: JSON in, canonical JSON (RFC 8785) out, and the line of a comment."""

import json
import math
import re

MAX_DEPTH = 64
MAX_INTEGER = 2**53 - 1


class Refused(Exception):
    """Ends the reading of a text: `code` is malformed or not_canonical, `why` is for people."""

    def __init__(self, code, why):
        super().__init__(why)
        self.code = code
        self.why = why


def parse_json(text):
    """The value of JSON text, which may be spelled in any way. Whole numbers are ints, all others floats.

    Refuses what is no JSON or too deep (malformed), and then a key that stands twice (not_canonical).
    """
    twice = []

    def object_of(items):
        value = dict(items)
        if len(value) < len(items):
            twice.append(True)
        return value

    if depth_of(text) > MAX_DEPTH:
        raise Refused("malformed", "nested more than %d deep" % MAX_DEPTH)
    try:
        value = json.loads(text, object_pairs_hook=object_of, parse_constant=no_constant, parse_int=double,
                           parse_float=double)
    except ValueError as error:
        raise Refused("malformed", "no JSON: %s" % error) from None
    if twice:
        raise Refused("not_canonical", "a key stands twice in one object")
    return value


def depth_of(text):
    """How deep the brackets go, those in strings aside. In one pass, whatever the text."""
    depth = deepest = 0
    for token in re.finditer(r'"(?:[^"\\]+|\\.)*"?|[\[\]{}]', text, re.DOTALL):
        bracket = token.group()
        if bracket in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif bracket in "]}":
            depth -= 1
    return deepest


def no_constant(name):
    raise ValueError(name + " is no JSON")


def double(digits):
    """What a double makes of the digits: an int where it is whole and a record can hold it."""
    number = float(digits)
    is_held = abs(number) <= MAX_INTEGER and number == int(number) and not is_minus_zero(number)
    return int(number) if is_held else number


def is_minus_zero(number):
    return number == 0 and math.copysign(1, number) < 0


SURROGATE = re.compile("[\ud800-\udfff]")
ESCAPED = re.compile(r'["\\\x00-\x1f]')
SHORT_ESCAPES = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def jcs(value):
    """RFC 8785 canonical JSON; refuses what a record cannot hold (not_canonical)."""
    text = encoded(value)
    if SURROGATE.search(text):
        raise Refused("not_canonical", "an unpaired surrogate")
    return text


def encoded(value):
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, (int, float)):
        return number_text(value)
    if isinstance(value, list):
        return "[" + ",".join([encoded(item) for item in value]) + "]"
    if "__proto__" in value:
        raise Refused("not_canonical", "the key __proto__")
    return "{" + ",".join([quoted(key) + ":" + encoded(value[key]) for key in sorted(value, key=utf16)]) + "}"


def utf16(text):
    """The UTF-16 units of a text, as bytes that compare as the units do."""
    return text.encode("utf-16-be", "surrogatepass")


def quoted(text):
    return '"' + ESCAPED.sub(escape_control, text) + '"'


def escape_control(match):
    unit = match.group()
    return SHORT_ESCAPES.get(unit) or "\\u%04x" % ord(unit)


def number_text(number):
    if math.isnan(number) or abs(number) > MAX_INTEGER:
        raise Refused("not_canonical", "a number that is too large")
    if is_minus_zero(number):
        raise Refused("not_canonical", "-0")
    return ecmascript_number(number)


def ecmascript_number(number):
    """How ECMAScript prints a finite double: its shortest digits (which `repr` finds too), laid out its own way."""
    if isinstance(number, int):
        return str(number)
    if number == 0:
        return "0"
    if number < 0:
        return "-" + ecmascript_number(-number)
    mantissa, _, exponent = repr(number).partition("e")
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
    """The value of a line, which must be in the one spelling."""
    value = parse_json(line)
    if line_of(value) != line:
        raise Refused("not_canonical", "not the one spelling of this value")
    return value
