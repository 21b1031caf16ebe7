import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemoryRepository } from '../../../src/adapters/store/memory/repository.ts';
import type { Copies } from '../../../src/core/ports/mirror.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { LoopForgeError } from '../../../src/core/values/errors.ts';
import { bringLevel } from '../../../src/usecase/mirror/bring-level.ts';
import { SlowRepository } from '../../library/sample-service.ts';
import { RUNS } from '../../support/runs.ts';
import { begunAnew, erased, historyOf, withRev } from './history.ts';

const history = await historyOf(5);
const at = (step: number): LoopRecord => {
  const record = history[step - 1];
  if (record === undefined) throw new Error(`there is no step ${step}`);
  return record;
};
const [id] = history.map(({ record_id }) => record_id);
const anew = await begunAnew(at(1), 2);

interface Scene {
  /** What the mirror holds before. */
  readonly copy?: LoopRecord;
  /** What the run has. */
  readonly record: LoopRecord;
  /** What the comment holds now; null: nothing. */
  readonly comment?: LoopRecord | null;
  readonly isCheck?: boolean;
}

/** Brings a mirror level, and says what it holds then and how often the comment was read again. */
async function play({ copy, record, comment = record, isCheck = false }: Scene) {
  const copies = new MemoryRepository();
  if (copy !== undefined) await copies.save(copy, { expectedVersion: null });
  let looks = 0;
  const written = await bringLevel({ copies }, { record, isCheck }, async () => {
    looks++;
    return comment;
  });
  return { held: await copies.get(record.record_id), written, looks };
}

describe('a copy', () => {
  test('that is not there is made, and one that is level left alone; nothing is read for it', async () => {
    expect(await play({ record: at(3) })).toEqual({ held: at(3), written: at(3), looks: 0 });
    expect(await play({ copy: at(3), record: at(3) })).toEqual({ held: at(3), written: null, looks: 0 });
  });

  test('that missed steps gets them all', async () => {
    expect(await play({ copy: at(1), record: at(4) })).toEqual({ held: at(4), written: at(4), looks: 0 });
  });

  test('is not put back by a run that comes late', async () => {
    expect(await play({ copy: at(4), record: at(2), comment: at(4) })).toEqual({
      held: at(4),
      written: null,
      looks: 0,
    });
    const later = withRev(at(2), 9);
    expect(await play({ copy: later, record: at(2), comment: later })).toMatchObject({ held: later, written: null });
  });

  test('that missed a revision gets it, and the comment is read once more, since versions cannot tell', async () => {
    const next = withRev(at(3), 7);
    expect(await play({ copy: at(3), record: next })).toEqual({ held: next, written: next, looks: 1 });
  });

  test('of what was erased since is replaced', async () => {
    const clean = erased(at(3));
    expect(await play({ copy: at(3), record: clean })).toMatchObject({ held: clean });
  });

  test('of a record that was begun anew is replaced by the one that the comment holds, though that is shorter', async () => {
    const [, now = at(1)] = anew;
    expect(await play({ copy: at(5), record: now })).toMatchObject({ held: now });
    // The run of the old record comes late.
    expect(await play({ copy: now, record: at(5), comment: now })).toMatchObject({ held: now, written: null });
  });

  test('that says it is newer is believed by a run for an event, and not by one that looks after copies', async () => {
    expect(await play({ copy: at(5), record: at(3), isCheck: false })).toMatchObject({ held: at(5), looks: 0 });
    expect(await play({ copy: at(5), record: at(3), isCheck: true })).toMatchObject({ held: at(3) });
    // It was newer: a run wrote the comment since the sweep read it.
    expect(await play({ copy: at(5), record: at(3), comment: at(5), isCheck: true })).toMatchObject({
      held: at(5),
      written: null,
    });
  });

  test('of a record that is gone stays as it is', async () => {
    expect(await play({ copy: anew[0] ?? at(1), record: at(3), comment: null })).toMatchObject({ held: anew[0] });
  });

  test('that cannot be read any more is replaced', async () => {
    const copies = new MemoryRepository();
    await copies.save(at(2), { expectedVersion: null });
    let isDamaged = true;
    const damaged: Copies = {
      get: async (one) => {
        if (isDamaged) throw new LoopForgeError('store_damaged', 'x is damaged: no JSON');
        return copies.get(one);
      },
      save: (record, options) => copies.save(record, options),
      delete: (one) => {
        isDamaged = false;
        return copies.delete(one);
      },
    };
    expect(await bringLevel({ copies: damaged }, { record: at(3), isCheck: false }, async () => at(3))).toEqual(at(3));
    expect(await copies.get(at(3).record_id)).toEqual(at(3));
  });

  test('that others keep changing is given up', async () => {
    const copies = new MemoryRepository();
    const busy: Copies = {
      get: (one) => copies.get(one),
      save: async () => {
        throw new LoopForgeError('conflict', 'another writer was first');
      },
      delete: (one) => copies.delete(one),
    };
    const done = bringLevel({ copies: busy }, { record: at(3), isCheck: false }, async () => at(3));
    await expect(done).rejects.toMatchObject({ code: 'conflict' });
  });

  test('whose database fails is an error, whichever call it was', async () => {
    const down = new LoopForgeError('store_unreachable', 'down');
    const fail = async (): Promise<never> => {
      throw down;
    };
    const none: Copies = { get: async () => null, save: fail, delete: fail };
    const dead: Copies = { get: fail, save: fail, delete: fail };
    for (const copies of [none, dead]) {
      const done = bringLevel({ copies }, { record: at(3), isCheck: false }, async () => at(3));
      await expect(done).rejects.toBe(down);
    }
  });
});

/** What happens to a comment: a step, a write that adds none, an erasure, a new beginning. */
type Act = 'step' | 'refresh' | 'erase' | 'anew';

/** Every state of a comment over a life, each written by a run of its own. */
function livesOf(acts: readonly Act[]): readonly LoopRecord[] {
  let rev = 1;
  let chain = history;
  let place = 0;
  let wipe = (record: LoopRecord): LoopRecord => record;
  const now = (): LoopRecord => wipe(withRev(chain[place] ?? at(1), rev));
  const states = [now()];
  for (const act of acts) {
    rev++;
    if (act === 'step') place = Math.min(place + 1, chain.length - 1);
    if (act === 'erase') wipe = erased;
    if (act === 'anew' && chain === history) {
      chain = anew;
      place = 0;
      rev = 1;
    }
    states.push(now());
  }
  return states;
}

test('however late and mixed up the runs of an item copy what they wrote, the mirror ends level with its comment, at the latest with the next sweep', async () => {
  const acts = fc.array(fc.constantFrom<Act>('step', 'step', 'refresh', 'erase', 'anew'), { maxLength: 6 });
  const delays = fc.infiniteStream(fc.nat({ max: 5 }));
  await fc.assert(
    fc.asyncProperty(acts, delays, fc.infiniteStream(fc.nat({ max: 9 })), async (life, waits, begins) => {
      const turn = (): number => waits.next().value ?? 0;
      const inner = new MemoryRepository();
      const copies = new SlowRepository(turn, inner);
      const states = livesOf(life);
      const now = states.at(-1) ?? at(1);
      let written = 0;
      const pass = async (turns: number): Promise<void> => {
        for (let left = turns; left > 0; left--) await new Promise((resolve) => setImmediate(resolve));
      };
      const runs: Promise<unknown>[] = [];
      for (const record of states) {
        await pass(begins.next().value ?? 0);
        written++;
        const look = async (): Promise<LoopRecord> => {
          await pass(turn());
          return states[written - 1] ?? record;
        };
        const late = pass(turn() * 3);
        runs.push(late.then(() => bringLevel({ copies }, { record, isCheck: false }, look)));
      }
      await Promise.all(runs);
      // A version says nothing of which chain it is of: a step of the old one can pass over the first of the new one.
      if (life.includes('anew')) await bringLevel({ copies }, { record: now, isCheck: true }, async () => now);
      expect(await inner.get(id ?? '')).toEqual(now);
    }),
    RUNS,
  );
});
