import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Draft, RejectionDraft } from '../../../src/core/record/append/append.ts';
import type { LoopRecord, Shown } from '../../../src/core/record/record.ts';
import { FULL_RENDERER, NOTHING_SHOWN, SHORT_RENDERER } from '../../../src/core/record/renderer.ts';
import { trustedCommentId, trustedHash, trustedSha } from '../../../src/core/values/ids.ts';
import { FLAGS, NEED_KINDS, NOTE_KINDS, RENDERERS, SOURCES } from '../../../src/core/values/words.ts';
import { renderRecord } from '../../../src/report/comment/renderers.ts';
import { draft, recordOf } from '../sample-record.ts';

/**
 * What each renderer makes of a record with every word in it stands in `renderer-<number>.md`. A word that is new makes a
 * line more; nothing else may change in what a released renderer makes: for that there is a new one.
 */
const PINNED = [1, 2, 3];

const NEEDS: Shown['needs'] = NEED_KINDS.map((kind) => ({ kind, names: ['one', 'two'], counts: { total: 7 } }));

const ACCEPTED = { data: { seq: 99 }, kept: [], named: [] };

/** Every source, flag, note and kind of need. */
function everyWord(): LoopRecord {
  const { kind: _kind, ...step } = draft({ from: 'ci_pending', to: 'merged' });
  const refusal: RejectionDraft = {
    ...{ ...step, kind: 'rejection', from: 'ci_pending', to: 'merged' },
    ...{ code: 'gate_not_met', cause: 'x', message: 'Invalid transition.\nMissing: `build` and @octocat', needs: [] },
  };
  const drafts: readonly Draft[] = [
    draft({ from: null, to: 'issue_created', pr: 43, sha: trustedSha('a1'.repeat(20)) }),
    ...SOURCES.map((source) =>
      draft({ from: 'issue_created', to: 'ci_pending', source, metadata: { reason: 'Why?' } }),
    ),
    ...FLAGS.map((flag) => draft({ from: 'ci_pending', to: 'ci_pending', flags: [flag], actor: null })),
    refusal,
    ...NOTE_KINDS.map((note): Draft => ({ ...step, kind: 'note', note, was: note === 'accept' ? ACCEPTED : null })),
  ];
  return showing(recordOf(drafts), { needs: NEEDS, allowed: ['ci_passed', 'a|b'], open: [13, 99] });
}

function showing(record: LoopRecord, shown: Partial<Shown> = {}): LoopRecord {
  return { ...record, head: { ...record.head, shown: { ...NOTHING_SHOWN, ...shown } } };
}

/** A record with every word of entries, and short ones that need all that can be missing. */
function everyView(renderer: number): readonly (string | null)[] {
  const needs = NEEDS.map((_, index) => NEEDS.slice(index, index + 8)).filter((_, index) => index % 8 === 0);
  const short = recordOf([draft({ from: null, to: 'issue_created' })]);
  const records = [everyWord(), ...needs.map((some) => showing(short, { needs: some }))];
  return records.map((record) =>
    renderRecord({ ...record, head: { ...record.head, shown: withRenderer(record, renderer) } }),
  );
}

function withRenderer({ head }: LoopRecord, renderer: number): Shown | null {
  return head.shown === null ? null : { ...head.shown, renderer };
}

describe('the renderers', () => {
  test.each(PINNED)('number %i makes of a record what it always made of it', (renderer) => {
    const pinned = readFileSync(`test/report/renderer-${renderer}.md`, 'utf8');
    expect(everyView(renderer).join('\n')).toBe(pinned);
  });

  test('are all pinned, and the newest write', () => {
    expect(PINNED).toEqual(RENDERERS);
    expect([FULL_RENDERER, SHORT_RENDERER]).toEqual(RENDERERS.slice(-2));
  });

  test('tell nothing of what they do not know', () => {
    const record = everyWord();
    const [note] = record.notes;
    if (note === undefined || record.head.shown === null) throw new Error('nothing to change');
    const newer = [
      showing(record, { renderer: RENDERERS.length + 1 }),
      showing(record, { needs: JSON.parse('[{"kind":"patience","names":[],"counts":{}}]') }),
      { ...record, notes: [...record.notes, { ...note, kind: JSON.parse('"approval_delegated"') }] },
      { ...record, notes: [...record.notes, { ...note, source: JSON.parse('"witnessed"') }] },
      { ...record, head: { ...record.head, shown: null } },
    ];
    expect(newer.map(renderRecord)).toEqual(newer.map(() => null));
  });

  test('tell of what stands in the comment, whether or not sealed parts were joined to it', () => {
    const whole = showing(everyWord(), { open: [13] });
    const head = {
      ...whole,
      transitions: [],
      rejections: [],
      notes: whole.notes.filter(({ seq }) => seq > 13),
      segments: [{ ...SEGMENT, last_seq: 13 }],
    };
    const view = renderRecord(head);
    expect(view).toContain('- A refusal that stands in a sealed part of the record.');
    expect(renderRecord({ ...whole, segments: head.segments })).toBe(view);
  });
});

const SEGMENT = { comment_id: trustedCommentId('7'), first_seq: 1, hash: trustedHash('A'.repeat(43)) };
