import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeComment, encodeComment } from '../../../src/codec/record/comment.ts';
import { encodeLine } from '../../../src/codec/record/comment-line.ts';
import { LoopForgeError } from '../../../src/core/values/errors.ts';
import { anyRecord } from '../../support/arbitraries.ts';

const [RECORD] = fc.sample(anyRecord({ maxLength: 3 }), { numRuns: 1, seed: 7 });
if (RECORD === undefined) throw new Error('no sample');
const LINE = encodeLine(RECORD);
const COMMA = LINE.indexOf(',');
const BODY = encodeComment(RECORD, 'Shown.');
const MARKER_AT = BODY.indexOf('<!-- loopforge:record');

function hidden(line: string): string {
  return `Shown.\n\n<!-- loopforge:record\n${line}\n-->`;
}

function withKey(key: string): string {
  return hidden(`${LINE.slice(0, -1)},${key}}`);
}

describe('a body that bears the marker and is not a record is an error with its reason', () => {
  test.each([
    ['the marker alone', '<!-- loopforge:record', /ends within the hidden line/],
    ['cut in the line', BODY.slice(0, MARKER_AT + 200), /ends within the hidden line/],
    ['cut after the line', `<!-- loopforge:record\n${LINE}\n`, /not followed by the end of the comment/],
    ['text on the marker line', BODY.replace('record\n', 'record \n'), /not followed by a new line/],
    ['a byte order mark', `\ufeff${BODY}`, /byte order mark/],
    ['text after the end', `${BODY} x`, /follows the end of the hidden part/],
    ['a visible part after the hidden one', `${BODY}\n\nShown.`, /follows the end of the hidden part/],
    ['an end before the hidden part', `-->\n\n${BODY}`, /ends before the hidden part does/],
    ['two lines of JSON', hidden(`${LINE}\n${LINE}`), /not followed by the end of the comment/],
    ['no JSON', hidden('{"a":'), /not JSON/],
    ['an empty line', hidden(''), /not JSON/],
    ['a second record marker', `${BODY}\n<!-- loopforge:record\n`, /second hidden part or LoopForge marker/],
    ['another hidden part before it', `<!-- ${BODY}`, /second hidden part/],
    ['a segment marker before it', `<!-- loopforge:segment\n\n${BODY}`, /second hidden part or LoopForge marker/],
    ['too long', `${BODY}${' '.repeat(262_144)}`, /more than GitHub accepts/],
    ['too deep', hidden(`${'['.repeat(65)}${']'.repeat(65)}`), /nested too deep/],
    ['deep enough to break a recursive reader', hidden('['.repeat(200_000)), /nested too deep/],
    ['white space', hidden(LINE.replace(':', ': ')), /not in canonical form/],
    ['white space at the end', hidden(`${LINE} `), /not in canonical form/],
    ['a doubled key', hidden(LINE.replace('{', '{"auto_merge":true,')), /not in canonical form/],
    [
      'another order of keys',
      hidden(`{${LINE.slice(COMMA + 1, -1)},${LINE.slice(1, COMMA)}}`),
      /not in canonical form/,
    ],
    ['an upper-case escape', hidden(LINE.replace('"ref":"', '"ref":"\\u00E9')), /not in canonical form/],
    ['a needless escape', hidden(LINE.replace('"ref":"', '"ref":"\\u0041')), /not in canonical form/],
    ['a letter that is not ASCII', hidden(LINE.replace('"ref":"', '"ref":"é')), /not in canonical form/],
    ['1e400', withKey('"z":1e400'), /a value that no record can hold/],
    ['-0', withKey('"z":-0'), /a value that no record can hold/],
    ['1.0', withKey('"z":1.0'), /not in canonical form/],
    ['an unsafe integer', withKey('"z":9007199254740993'), /a value that no record can hold/],
    ['a lone surrogate', withKey('"z":"\\ud800"'), /a value that no record can hold/],
    ['__proto__', hidden(`{"__proto__":{"a":1},${LINE.slice(1)}`), /a value that no record can hold/],
    ['an unknown key', withKey('"z":1'), /unknown key "z"/],
    ['a list', hidden('[]'), /no schema_version/],
    ['null', hidden('null'), /no schema_version/],
    ['a record without a version', hidden('{"ref":"x"}'), /no schema_version/],
    ['version 2', hidden(LINE.replace('"schema_version":1', '"schema_version":2')), /schema_version 2; .* knows 1/],
  ])('%s', (_name, body, reason) => {
    expect(() => decodeComment(body)).toThrow(LoopForgeError);
    expect(() => decodeComment(body)).toThrow(reason);
    expect(() => decodeComment(body)).toThrow(expect.objectContaining({ code: 'record_unreadable' }));
  });

  test('and the sound body beside them is read', () => {
    expect(decodeComment(BODY)).toMatchObject({ kind: 'record', visible: 'Shown.' });
    expect(hidden(LINE)).toBe(BODY);
  });

  test('no cut of a body is taken for a record or for none', () => {
    for (let length = MARKER_AT + '<!-- loopforge:record'.length; length < BODY.length; length++) {
      expect(() => decodeComment(BODY.slice(0, length))).toThrow(LoopForgeError);
    }
  });

  test('no change of one character of the hidden line reads as the same record', () => {
    fc.assert(
      fc.property(fc.nat({ max: LINE.length - 1 }), fc.integer({ min: 32, max: 126 }), (at, unit) => {
        const changed = LINE.slice(0, at) + String.fromCharCode(unit) + LINE.slice(at + 1);
        fc.pre(changed !== LINE);
        let read: unknown = null;
        try {
          read = decodeComment(hidden(changed));
        } catch (error) {
          expect(error).toBeInstanceOf(LoopForgeError);
        }
        expect(read).not.toMatchObject({ record: RECORD });
      }),
      { numRuns: 500 },
    );
  });

  test('the cause is kept', () => {
    expect(() => decodeComment(hidden('{'))).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }));
  });
});
