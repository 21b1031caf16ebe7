import { describe, expect, test } from 'vitest';
import { linesOfBytes } from '../../../src/adapters/record-file/lines-of-bytes.ts';
import { encodeComment } from '../../../src/codec/record/comment.ts';
import { fileSource } from '../../../src/compose/sources/file-source.ts';
import type { UnreadRecord } from '../../../src/compose/sources/record-source.ts';
import { canonicalize } from '../../../src/core/encoding/canonical.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { longer, RecordMaker } from '../../../src/usecase/conformance/stage/records.ts';

const [first, second, third] = new RecordMaker().many(3).map((record) => longer(record, 2));
if (first === undefined || second === undefined || third === undefined) throw new Error('no records');

/** A file's bytes, in pieces of that many. */
async function* inPieces(content: string | Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(content);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function allOf<T>(source: AsyncIterable<T>): Promise<readonly T[]> {
  const found: T[] = [];
  for await (const each of source) found.push(each);
  return found;
}

async function read(
  content: string | Uint8Array,
  { ids = [], size = 1_000 }: { readonly ids?: readonly string[]; readonly size?: number } = {},
): Promise<readonly (LoopRecord | UnreadRecord)[]> {
  return allOf(fileSource('trail.jsonl', () => inPieces(content, size), ids).records());
}

const line = canonicalize;
const lines = [first, second, third].map((record) => `${line(record)}\n`).join('');

describe('a file of records', () => {
  test.each<[string, string | Uint8Array, readonly LoopRecord[]]>([
    ['one in each line', lines, [first, second, third]],
    ['without the last line feed', lines.trimEnd(), [first, second, third]],
    [
      'with line ends of Windows, empty lines and a byte order mark',
      `\uFEFF\r\n${lines.replaceAll('\n', '\r\n\r\n')}`,
      [first, second, third],
    ],
    ['a single one', line(first), [first]],
    ['a single one over many lines', JSON.stringify(first, null, 2), [first]],
    ['a list', JSON.stringify([first, second]), [first, second]],
    ['a list over many lines', JSON.stringify([first, second], null, 2), [first, second]],
    ['the body of a comment', encodeComment(first, 'For people.'), [first]],
    ['nothing', '', []],
    ['nothing but line ends', '\n\r\n', []],
  ])('%s', async (_, content, expected) => {
    for (const size of [1, 7, 1_000_000]) expect(await read(content, { size })).toEqual(expected);
  });

  test.each<[string, string, RegExp]>([
    ['cut off', line(second).slice(0, 300), /line 2 .*not JSON/],
    ['bytes of no text', '\udc00', /line 2 .*not JSON/],
    ['an entry', '{"entry":"transition","record_id":"acme/widgets#1","seq":1}', /line 2 .*one entry.*--format json/],
    ['a CloudEvent', '{"specversion":"1.0","id":"x"}', /CloudEvent.*--format json/],
    ['an OCSF event', '{"class_uid":3004}', /OCSF.*--format json/],
    ['of the original', '{"record_id":"loop-1","transitions":[]}', /loopforge copy --from original:/],
    ['a newer version', '{"schema_version":2,"record_id":"acme/widgets#1"}', /schema_version 2/],
    ['a key twice', `{"schema_version":1,"schema_version":1}`, /twice/],
    ['with pseudonyms', '{"schema_version":1,"names":"pseudonyms","record_id":"x"}', /--redact-actors/],
    ['a number', '12', /schema_version/],
  ])('a line that is none hides no other: %s', async (_, bad, why) => {
    const [one, unread, other, ...more] = await read(`${line(first)}\n${bad}\n${line(third)}\n`);
    expect([one, other, more]).toEqual([first, third, []]);
    expect(unread).toMatchObject({ code: 'record_unreadable' });
    expect(`${JSON.stringify(unread)}`).toMatch(why);
  });

  test('damage in the first line, or in bytes of the last, hides no other either', async () => {
    expect(await read(`${line(first).slice(0, -9)}\n${line(second)}\n`)).toMatchObject([
      { id: 'line 1 of trail.jsonl' },
      { record_id: second.record_id },
    ]);
    const bytes = Buffer.concat([Buffer.from(lines), Buffer.from([0x7b, 0xc3, 0x28, 0x0a])]);
    expect((await read(bytes)).at(-1)).toMatchObject({ problem: 'It is not UTF-8.' });
  });

  test.each([
    ['a table', 'record_id,seq\n"acme/widgets#1","1"\n'],
    ['a spreadsheet', 'PK\u0003\u0004\u0000\u0000'],
    ['a comment of somebody', 'Looks good to me.\n'],
  ])('a file without any is refused once: %s', async (_, content) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'input_invalid',
      message: expect.stringContaining('trail.jsonl holds no record.'),
    });
  });

  test('records are picked by id, and one that is not there is told', async () => {
    expect(await read(lines, { ids: [third.record_id, 'loop-0'] })).toEqual([
      third,
      { id: 'loop-0', code: 'record_not_found', problem: 'There is no record loop-0 in trail.jsonl.' },
    ]);
  });

  test('a record whose sealed parts are elsewhere is no whole one', async () => {
    const sealed = {
      ...first,
      transitions: first.transitions.slice(1),
      segments: [{ comment_id: '5', first_seq: 1, last_seq: 1, hash: first.head.hash }],
    };
    expect(await read(JSON.stringify(sealed))).toMatchObject([
      { id: first.record_id, problem: expect.stringContaining('sealed') },
    ]);
  });
});

test('a line that is too long takes no memory, and hides no other', async () => {
  const found = await allOf(linesOfBytes(inPieces(`short\n${'x'.repeat(1_000)}\nlast`, 7), 20));
  expect(found).toEqual([
    { number: 1, text: 'short', problem: null },
    { number: 2, text: null, problem: 'It is longer than 20 bytes.' },
    { number: 3, text: 'last', problem: null },
  ]);
});
