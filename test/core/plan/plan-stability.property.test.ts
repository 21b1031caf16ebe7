import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type TraitsOf, traitsIn } from '../../../src/core/lifecycle/traits.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import { entriesOf, entryHash, genesisHash } from '../../../src/core/record/chain/chain.ts';
import { carriedOver, foldEntry, foldGenesis } from '../../../src/core/record/chain/fold.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { RUNS } from '../../support/runs.ts';
import { anyHistory, played, type Run } from '../any-history.ts';
import { stepsOf } from '../run-plan.ts';

/** The run once more, with what it wrote in place and nothing claimed. */
function planAgain({ request, after }: Run): readonly string[] {
  const { context } = request;
  const run = { id: 'later', attempt: 1, url: '' };
  return stepsOf(planItem({ ...request, record: after, assertion: null, context: { ...context, run } }));
}

describe('a plan that was carried out', () => {
  test('leaves nothing to do while the facts stay as they are', () => {
    fc.assert(
      fc.property(anyHistory({ claims: false }), (history) => {
        for (const run of played(history)) {
          if (run.after !== null) expect(planAgain(run)).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test('leaves nothing to do after a claim either', () => {
    fc.assert(
      fc.property(anyHistory(), (history) => {
        for (const run of played(history)) {
          if (run.after !== null) expect(planAgain(run).filter((step) => !step.startsWith('note'))).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  test('refuses each cause once', () => {
    fc.assert(
      fc.property(anyHistory({ maxLength: 10 }), (history) => {
        const causes =
          played(history)
            .at(-1)
            ?.after?.rejections.map((entry) => entry.cause) ?? [];
        expect(causes).toEqual([...new Set(causes)]);
      }),
      RUNS,
    );
  });

  test('leaves a record whose chain and fold are right', () => {
    fc.assert(
      fc.property(anyHistory({ maxLength: 8 }), (history) => {
        const last = played(history).at(-1);
        if (last === undefined || last.after === null) return;
        expectSound(last.after, traitsIn(last.request.lifecycle));
      }),
      RUNS,
    );
  });
});

function expectSound(record: LoopRecord, traitsOf: TraitsOf): void {
  const entries = entriesOf(record);
  let folded = foldGenesis(record.genesis);
  let previous = { hash: genesisHash(record.genesis), timestamp: '' };
  for (const [index, entry] of entries.entries()) {
    expect(entry.seq).toBe(index + 1);
    expect(entry.prev_hash).toBe(previous.hash);
    expect(entry.hash).toBe(entryHash(entry));
    expect(entry.timestamp >= previous.timestamp).toBe(true);
    folded = foldEntry(folded, entry, traitsOf);
    previous = entry;
  }
  expect(record).toMatchObject({ ...folded, head: { ...folded.head, ...carriedOver(record.head) } });
}
