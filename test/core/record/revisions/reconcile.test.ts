import { describe, expect, test } from 'vitest';
import { appendEntries, type Draft } from '../../../../src/core/record/append/append.ts';
import { entriesOf } from '../../../../src/core/record/chain/chain.ts';
import type { Entry } from '../../../../src/core/record/entry.ts';
import type { LoopRecord } from '../../../../src/core/record/record.ts';
import { divergesInSealed, entriesToRecover } from '../../../../src/core/record/revisions/reconcile.ts';
import { type Hash, trustedCommentId, trustedHash, trustedSha } from '../../../../src/core/values/ids.ts';
import { aNote, aRejection, aStamp, aStep, recordOf, taking } from '../../sample-drafts.ts';

const BIRTH = aStep();
const QUEUED = aStep({ from: 'issue_created', to: 'task_queued', trigger: 'issue.assigned' });
const FORCED = { ...QUEUED, source: 'override', metadata: { why: 'by hand' } } as const;
const CLOSED = aStep({ from: 'task_queued', to: 'closed', trigger: 'issue.closed' });

const START = recordOf([BIRTH]);

/** The start and more, written by a run of its own. */
function branch(run: string, ...drafts: readonly Draft[]): LoopRecord {
  return appendEntries(START, drafts, aStamp({ run: { id: run, attempt: 1, url: '' } })).record;
}

function lastOf(record: LoopRecord): Entry {
  const last = entriesOf(record).at(-1);
  if (last === undefined) throw new Error('a record without entries');
  return last;
}

const restored = (was: Entry | Hash): Draft =>
  typeof was === 'string' ? taking('restored', [], [was]) : taking('restored', [was]);

const keeping = (entry: Entry) => ({ data: null, kept: [entry], named: [] });
const naming = (...named: readonly Hash[]) => ({ data: null, kept: [], named });

describe('keepsakesOf', () => {
  test('nothing is lost where the other body is an earlier one', () => {
    expect(entriesToRecover(branch('1', QUEUED), [START])).toEqual([]);
  });

  test('a step that the record has as well is named by its hash', () => {
    const other = branch('2', QUEUED);
    expect(entriesToRecover(branch('1', QUEUED), [other, other])).toEqual([naming(lastOf(other).hash)]);
  });

  test.each([
    ['another step', CLOSED],
    ['a step of another head', { ...QUEUED, sha: trustedSha('b'.repeat(40)) }],
    ['a step of another cycle', { ...QUEUED, basis: { observed: null, sha: null, cycle: 1, rules: null } }],
    ['a forced step', FORCED],
    ['a refusal', aRejection()],
    ['a note', aNote()],
  ])('%s is kept whole', (_name, draft) => {
    const other = branch('2', draft);
    expect(entriesToRecover(branch('1', QUEUED), [other])).toEqual([keeping(lastOf(other))]);
  });

  test('the same refusal is named by its hash, though other runs found it', () => {
    const other = branch('2', aRejection());
    expect(entriesToRecover(branch('1', aRejection()), [other])).toEqual([naming(lastOf(other).hash)]);
  });

  test('two people who forced the same step did two things', () => {
    const other = branch('2', FORCED);
    expect(entriesToRecover(branch('1', FORCED), [other])).toEqual([keeping(lastOf(other))]);
  });

  test('each entry that is kept has a note of its own; many names share one, as far as it has room', () => {
    const other = branch('2', CLOSED, FORCED);
    expect(entriesToRecover(branch('1', QUEUED), [other])).toEqual(other.transitions.slice(1).map(keeping));
    const others = Array.from({ length: 100 }, (_, index) => branch(`run ${index}`, QUEUED));
    expect(entriesToRecover(branch('1', QUEUED), others).map(({ kept, named }) => [kept.length, named.length])).toEqual(
      [
        [0, 80],
        [0, 20],
      ],
    );
  });

  test('what a note has taken in is not lost', () => {
    const other = branch('2', FORCED);
    const note = restored(lastOf(other));
    expect(entriesToRecover(branch('1', QUEUED, note), [other])).toEqual([]);
    expect(entriesToRecover(branch('1', QUEUED, restored(lastOf(other).hash)), [other])).toEqual([]);
    expect(entriesToRecover(branch('1', QUEUED), [other], [naming(lastOf(other).hash)])).toEqual([]);
  });

  test('a lost note gives up the entry that it kept, and is itself named by its hash', () => {
    const lost = lastOf(branch('2', FORCED));
    const other = branch('3', QUEUED, restored(lost));
    const note = lastOf(other);
    const [step] = other.transitions.slice(-1);
    expect(entriesToRecover(branch('1', QUEUED), [other])).toEqual([
      keeping(lost),
      naming(step?.hash ?? trustedHash(''), note.hash),
    ]);
  });

  test('a lost note that only names an entry is named, and so is that entry, unless it is known', () => {
    const lost = lastOf(branch('2', QUEUED));
    const other = branch('3', restored(lost.hash));
    expect(entriesToRecover(branch('1', QUEUED), [other])).toEqual([naming(lost.hash, lastOf(other).hash)]);
    expect(entriesToRecover(branch('1', QUEUED, restored(lost.hash)), [other])).toEqual([naming(lastOf(other).hash)]);
  });
});

describe('divergesInSealed', () => {
  const whole = branch('1', QUEUED, CLOSED);
  const sealed: LoopRecord = {
    ...whole,
    transitions: whole.transitions.slice(2),
    segments: [{ comment_id: trustedCommentId('1'), first_seq: 1, last_seq: 2, hash: trustedHash('S'.repeat(43)) }],
  };

  test('an earlier body of the same line does not', () => {
    expect(divergesInSealed(sealed, branch('1', QUEUED))).toBe(false);
    expect(divergesInSealed(whole, branch('1', QUEUED))).toBe(false);
  });

  test('one that took another step before the seal, or ends before it, may', () => {
    expect(divergesInSealed(sealed, branch('2', FORCED))).toBe(true);
    expect(divergesInSealed(sealed, START)).toBe(true);
  });

  test('one that sealed what this one has not does', () => {
    expect(divergesInSealed(whole, sealed)).toBe(true);
    expect(divergesInSealed(sealed, sealed)).toBe(false);
  });
});
