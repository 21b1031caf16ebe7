import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { exampleFiles } from '../../scripts/generate-example.ts';
import { decodeComment } from '../../src/codec/record/comment.ts';
import { encodeLine } from '../../src/codec/record/comment-line.ts';
import { FLAGS, NEED_KINDS, NOTE_KINDS, VERIFY_CODES } from '../../src/core/values/words.ts';

const doc = readFileSync('docs/record-format.md', 'utf8');
const file = (name: string): string => readFileSync(`docs/record-format/${name}`, 'utf8');
/** By hand, from the text of the page: nothing of the code under test. */
const h = (label: string, text: string): string =>
  createHash('sha256').update(`loopforge/${label}/v1`).update(Buffer.of(0)).update(text).digest('base64url');

describe('docs/record-format.md', () => {
  it('shows the files that the example script makes', () => {
    for (const [name, text] of Object.entries(exampleFiles())) expect(file(name), name).toBe(text);
  });

  it.each([
    ['genesis', 'genesis.txt'],
    ['entry', 'entry-1.txt'],
    ['entry', 'entry-2.txt'],
    ['view', 'view.txt'],
    ['lifecycle', 'lifecycle.txt'],
  ])('quotes H("%s", %s)', (label, name) => {
    expect(doc).toContain(`${h(label, file(name))}`);
  });

  it('quotes the commitment of the first actor', () => {
    const salt = Buffer.from(Array.from({ length: 32 }, (_, i) => i + 1));
    const commitment = createHash('sha256')
      .update('loopforge/redact/actor/v1\0')
      .update(salt)
      .update(file('actor.txt'))
      .digest('base64url');
    expect(doc).toContain(commitment);
    expect(file('entry-1.txt')).toContain(`"actor":{"redacted":"${commitment}"}`);
  });

  it('lists the released lifecycles by their hashes', () => {
    const { lifecycles } = JSON.parse(readFileSync('test/vectors/records/lifecycles.json', 'utf8'));
    expect(lifecycles).toHaveLength(2);
    for (const { name, hash } of lifecycles) expect(doc).toContain(`| \`${name}\` | \`${hash}\` |`);
  });

  it('names every code, every kind of note and of need, and every flag', () => {
    for (const word of [...VERIFY_CODES, ...NOTE_KINDS, ...NEED_KINDS, ...FLAGS]) expect(doc).toContain(`\`${word}\``);
  });

  it('quotes how texts stand in the line', () => {
    for (const text of ['a--b', '--->', 'é<😀'])
      expect(doc).toContain(`| \`${text}\` | \`${encodeLine(text).slice(1, -1)}\` |`);
  });

  it('shows a comment that decodes, with the hashes of the files in their places', () => {
    const decoded = decodeComment(file('comment.md'));
    if (decoded.kind !== 'record') throw new Error('not a record');
    const { transitions, head } = decoded.record;
    expect(transitions.map((entry) => entry.hash)).toEqual([
      h('entry', file('entry-1.txt')),
      h('entry', file('entry-2.txt')),
    ]);
    expect(transitions.map((entry) => entry.prev_hash)).toEqual([
      h('genesis', file('genesis.txt')),
      transitions[0]?.hash,
    ]);
    expect(head.hash).toBe(transitions[1]?.hash);
    expect(head.view).toBe(h('view', file('view.txt')));
  });
});
