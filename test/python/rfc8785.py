"""Holds the canonical form of record_format/canonical.py to the vectors of RFC 8785 in test/vectors/rfc8785.json."""

import json
import os
import struct

from record_format.canonical import Refused, ecmascript_number, jcs, line_of, number_text, parse_json

MAX_INTEGER = 2**53 - 1


def double(bits):
    return struct.unpack(">d", bytes.fromhex(bits))[0]


def refused(make, *arguments):
    try:
        make(*arguments)
    except Refused as found:
        return found.code == "not_canonical"
    return False


def check(vectors):
    input_, expected = vectors["section_3_2_2_input"], bytes.fromhex(vectors["section_3_2_4_hex"]).decode("utf-8")
    # 1E30 in the RFC's example is a whole number that no record may hold.
    assert refused(jcs, parse_json(input_))
    assert jcs(parse_json(input_.replace("1E30", "1.5"))) == expected.replace("1e+30", "1.5")
    ordered = json.loads(jcs(parse_json(vectors["section_3_2_3_input"])))
    assert list(ordered.values()) == vectors["section_3_2_3_order"]
    for bits, text in vectors["appendix_b"]:
        number = double(bits)
        assert ecmascript_number(number) == text, text
        holds = number != int(number) or (abs(number) <= MAX_INTEGER and bits != "8000000000000000")
        assert holds != refused(number_text, number), text
    for bits in vectors["appendix_b_refused"]:
        assert refused(number_text, double(bits)), bits
    assert line_of(["a--b", "--->", "\u00e9<\U0001f600", "-", "\x7f&"]) == (
        r'["a-\u002db","-\u002d\u002d\u003e","\u00e9\u003c\ud83d\ude00","-","\u007f\u0026"]'
    )
    return len(vectors["appendix_b"]) + len(vectors["appendix_b_refused"])


if __name__ == "__main__":
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../vectors")
    with open(os.path.join(folder, "rfc8785.json"), encoding="utf-8") as file:
        print(check(json.load(file)))
