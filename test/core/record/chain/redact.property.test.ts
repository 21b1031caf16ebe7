import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeComment, encodeComment } from '../../../../src/codec/record/comment.ts';
import { draftAct } from '../../../../src/core/record/append/act.ts';
import { appendEntries } from '../../../../src/core/record/append/append.ts';
import { entriesOf, entryHash } from '../../../../src/core/record/chain/chain.ts';
import {
  type Erasure,
  eraseRecord,
  isErased,
  joinErasures,
  keepErased,
  unrecorded,
} from '../../../../src/core/record/chain/redact.ts';
import { withKept } from '../../../../src/core/record/notes.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { standingRevisions } from '../../../../src/core/record/revisions/accepted-revision.ts';
import { checkErasable } from '../../../../src/core/verify/record/commitments.ts';
import { checkLinks } from '../../../../src/core/verify/record/links.ts';
import { anyRecord } from '../../../support/arbitraries.ts';
import { slowRuns } from '../../../support/runs.ts';
import { aStamp, taking } from '../../sample-drafts.ts';
import { actor, at } from '../../sample-facts.ts';

const PERSON = actor('583231');

/** A record that keeps an entry of another one whole, and values of it that can be erased. */
const anyCase = fc
  .record({ record: anyRecord(), other: anyRecord({ maxLength: 2 }), picks: fc.array(fc.nat(), { maxLength: 5 }) })
  .map(({ record, other, picks }) => {
    const note = taking('restored', entriesOf(other).slice(0, 1));
    const whole = appendEntries(record, [note], aStamp({ lifecycle: null, run: null, settings: null })).record;
    const all = erasables(whole);
    return { record: whole, erasures: joinErasures(picks.flatMap((pick) => all[pick % all.length] ?? [])) };
  });

function erasables(record: LoopRecord): readonly Erasure[] {
  return entriesOf(record).flatMap((entry) =>
    withKept(entry).flatMap(({ seq, actor: who, metadata }) => {
      const keys = Object.keys(metadata).filter((key) => metadata[key] !== null);
      const names = [...(who === null ? [] : ['actor']), ...keys.map((key) => `metadata/${key}`)];
      return names.map((name) => ({ seq, names: [name] }));
    }),
  );
}

function redacted(record: LoopRecord, erasures: readonly Erasure[]): LoopRecord {
  const missing = unrecorded(entriesOf(record), erasures);
  const drafts = missing.map(({ seq, names }) => {
    return draftAct(
      { note: 'redaction', was: { data: { seq, names: [...names] } }, metadata: { reason: 'asked' } },
      record,
      PERSON,
    );
  });
  return appendEntries(eraseRecord(record, erasures), drafts, aStamp({ lifecycle: null, run: null, settings: null }))
    .record;
}

test('erasing changes no hash of any entry, and the chain holds', () => {
  fc.assert(
    fc.property(anyCase, ({ record, erasures }) => {
      const after = eraseRecord(record, erasures);
      const hashes = entriesOf(record).map((entry) => entry.hash);
      expect(entriesOf(after).map((entry) => entry.hash)).toEqual(hashes);
      expect(entriesOf(after).map(entryHash)).toEqual(hashes);
      expect(isErased(entriesOf(after), erasures)).toBe(true);
      expect(
        checkLinks(after.genesis, entriesOf(after), null).filter(({ message }) => /hash|changed/.test(message)),
      ).toEqual([]);
      expect({ ...after, transitions: [], rejections: [], notes: [] }).toEqual({
        ...record,
        transitions: [],
        rejections: [],
        notes: [],
      });
    }),
    slowRuns(200),
  );
});

test('with its notes the record is whole: it can be read back, every erasure is recorded, the edit may stand', () => {
  fc.assert(
    fc.property(anyCase, ({ record, erasures }) => {
      fc.pre(erasures.length > 0 && unrecorded(entriesOf(record), erasures).length > 0);
      const before = checkErasable(entriesOf(record)).length;
      const after = redacted(record, erasures);
      const decoded = decodeComment(encodeComment(after, 'x'));
      expect(decoded).toMatchObject({ kind: 'record', record: after });
      expect(checkErasable(entriesOf(after)).length).toBeLessThanOrEqual(before);
      const revisions = [
        { at: at('12:00:00'), content: record, editor: null, trusted: true },
        { at: at('13:00:00'), content: after, editor: PERSON, trusted: false },
      ];
      expect(standingRevisions(revisions)).toEqual([true, true]);
    }),
    slowRuns(200),
  );
});

/** A writer on a stale base brought back what was erased; a later one takes the lost notes in. */
function restored(record: LoopRecord, erasures: readonly Erasure[]): LoopRecord {
  const lost = entriesOf(redacted(record, erasures)).filter(({ seq }) => seq > record.head.seq);
  const notes = lost.map((was) => taking('restored', [was]));
  return appendEntries(record, notes, aStamp({ lifecycle: null, run: null, settings: null })).record;
}

test('whoever restores redaction notes erases what they name; a note that is not true is found', () => {
  fc.assert(
    fc.property(anyCase, ({ record, erasures }) => {
      fc.pre(unrecorded(entriesOf(record), erasures).length > 0);
      const careless = restored(record, erasures);
      expect(checkErasable(entriesOf(careless)).map(({ code }) => code)).toContain('commitment_mismatch');
      const careful = keepErased(careless);
      expect(isErased(entriesOf(careful), erasures)).toBe(true);
      expect(entriesOf(careful).map(entryHash)).toEqual(entriesOf(careless).map(({ hash }) => hash));
      // A record drawn at random may hold an older note that is not true: keeping to it erases what it names too.
      expect(checkErasable(entriesOf(careful))).toEqual(
        checkErasable(entriesOf(keepErased(redacted(record, erasures)))),
      );
      expect(keepErased(careful)).toEqual(careful);
      expect(unrecorded(entriesOf(careful), erasures)).toEqual([]);
    }),
  );
});
