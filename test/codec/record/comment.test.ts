import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeComment, encodeComment, hasMarker, visibleTextOf } from '../../../src/codec/record/comment.ts';
import { encodeLine } from '../../../src/codec/record/comment-line.ts';
import { viewHash } from '../../../src/codec/record/comment-view.ts';
import { anyRecord } from '../../support/arbitraries.ts';
import { renderings } from '../../support/rendered.ts';
import { slowRuns } from '../../support/runs.ts';

const VISIBLE = '### Shown\n\nA line with `code`.';

describe('a record comment', () => {
  test('gives back the record that was put in', () => {
    fc.assert(
      fc.property(anyRecord(), (record) => {
        const body = encodeComment(record, VISIBLE);
        expect(decodeComment(body)).toEqual({ kind: 'record', record, line: encodeLine(record), visible: VISIBLE });
        expect(hasMarker(body)).toBe(true);
        expect(visibleTextOf(body)).toBe(VISIBLE);
      }),
      slowRuns(100),
    );
  });

  test('is plain ASCII in its hidden part and holds one end of a comment', () => {
    fc.assert(
      fc.property(anyRecord(), (record) => {
        const body = encodeComment(record, VISIBLE);
        expect(body.split('-->')).toHaveLength(2);
        expect(body.split('<!--')).toHaveLength(2);
        expect(encodeLine(record)).toMatch(/^[\x20-\x25\x27-\x3b=\x3f-\x7e]+$/);
        expect(encodeLine(record)).not.toContain('--');
      }),
      slowRuns(100),
    );
  });

  test('shows nothing of the record in Markdown and HTML', () => {
    const expected = renderings(VISIBLE);
    fc.assert(
      fc.property(anyRecord({ maxLength: 3 }), (record) => {
        const body = encodeComment(record, VISIBLE);
        for (const dialect of ['gfm', 'commonmark'] as const) {
          const shown = renderings(body)[dialect];
          expect(shown.comments).toEqual([` loopforge:record\n${encodeLine(record)}\n`]);
          expect(shown.elements).toEqual(expected[dialect].elements);
          expect(shown.text.trim()).toBe(expected[dialect].text.trim());
        }
      }),
      slowRuns(100),
    );
  });

  test('is read the same after GitHub has turned its line breaks into CRLF', () => {
    fc.assert(
      fc.property(anyRecord({ maxLength: 2 }), (record) => {
        const body = encodeComment(record, VISIBLE).replaceAll('\n', '\r\n');
        const decoded = decodeComment(body);
        expect(decoded).toMatchObject({ kind: 'record', record, line: encodeLine(record) });
        expect(viewHash(visibleTextOf(body))).toBe(viewHash(VISIBLE));
      }),
      slowRuns(100),
    );
  });

  test('may be nothing but the hidden part, and may end in white space', () => {
    const [record] = fc.sample(anyRecord(), { numRuns: 1, seed: 1 });
    if (record === undefined) throw new Error('no sample');
    const body = encodeComment(record, '');
    expect(body).toMatch(/^<!-- loopforge:record\n/);
    expect(decodeComment(body)).toMatchObject({ kind: 'record', visible: '' });
    expect(decodeComment(`${body} \r\n \n`)).toMatchObject({ kind: 'record', visible: '' });
  });

  test('is not made of a record that could not be read back, nor with a visible part that ends or begins hiding', () => {
    const [record] = fc.sample(anyRecord(), { numRuns: 1, seed: 1 });
    if (record === undefined) throw new Error('no sample');
    expect(() => encodeComment({ ...record, state: '' }, VISIBLE)).toThrow(/"\/state" does not match/);
    expect(() => encodeComment(record, 'a --> b')).toThrow(/must not hold/);
    expect(() => encodeComment(record, '<!-- x')).toThrow(/must not hold/);
    expect(() => encodeComment(record, 'x'.repeat(262_144))).toThrow(/more than a comment takes/);
  });
});

describe('hasMarker', () => {
  test.each([
    ['<!-- loopforge:record', true],
    ['<!-- loopforge:record\nx', true],
    ['<!-- loopforge:record\r\nx', true],
    ['<!-- loopforge:record -->', true],
    ['<!-- loopforge:records\nx', false],
    ['<!-- loopforge:record-old\nx', false],
    ['<!-- loopforge:segment\nx', false],
    [' <!-- loopforge:record\nx', false],
    ['> <!-- loopforge:record\nx', false],
    ['text\n<!-- loopforge:record\nx', true],
    ['text\r\n\r\n<!-- loopforge:record\nx', true],
    ['text <!-- loopforge:record\nx', false],
    ['', false],
  ])('%j is %s', (body, expected) => {
    expect(hasMarker(body)).toBe(expected);
    if (!expected) expect(decodeComment(body)).toEqual({ kind: 'none' });
  });
});
