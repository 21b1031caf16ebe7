import { isConflict, type LoopRecord } from '../../../core/model.ts';
import {
  allOf,
  atMinute,
  expectSame,
  isFree,
  type StoreCase,
  type StoreStage,
  stepped,
  wordsOf,
} from '../stage/index.ts';

/** Many writers at once. */
export const RACE_CASES: readonly StoreCase[] = [
  { name: 'at once: of many saves on one version exactly one wins', play: oneSaveWins },
  { name: 'at once: of many that create one record exactly one wins', play: oneCreationWins },
  { name: 'at once: records of their own all come in', play: allComeIn },
  { name: 'at once: records of one ref all come in', isAsked: isFree, play: allOfOneRefComeIn },
  { name: 'at once: writers that try again lose no step', play: losesNoStep },
  { name: 'at once: of many that delete one record exactly one did', play: oneDeletes },
  { name: 'at once: lists show a record only in the state that it is in', play: showsItsState },
  { name: 'at once: a save and a delete leave no half of the record', play: savesOrDeletes },
];

async function oneSaveWins(stage: StoreStage): Promise<void> {
  const stored = await stage.stored({ at: atMinute(0) });
  const tries = times(stage.limits.writers, (n) => stepped(stored, { state: `state ${n}`, at: atMinute(n) }));
  const { won } = await race(tries, (next) => stage.store.save(next, { expectedVersion: stored.head.seq }));
  await stage.expectExactly([won]);
  for (const { state } of tries) await stage.expectByState(state, state === won.state ? [won] : []);
}

async function oneCreationWins(stage: StoreStage): Promise<void> {
  const record = stage.records.make();
  const tries = times(stage.limits.writers, (n) => stepped(record, { state: `state ${n}` }));
  const { won } = await race(tries, (one) => stage.save(one));
  await stage.expectExactly([won]);
  await stage.expectByRef(record.ref, won);
}

/** Lets all of them try; one must win, and the others must be told that they came too late. */
async function race(
  tries: readonly LoopRecord[],
  save: (record: LoopRecord) => Promise<unknown>,
): Promise<{ readonly won: LoopRecord }> {
  const results = await Promise.allSettled(tries.map(save));
  const won = tries.filter((_, n) => results[n]?.status === 'fulfilled');
  for (const result of results) {
    if (result.status === 'rejected' && !isConflict(result.reason)) {
      throw new Error(`A save that came too late: expected the code "conflict", found ${wordsOf(result.reason)}`);
    }
  }
  const [first] = won;
  if (first === undefined || won.length > 1) {
    throw new Error(`${tries.length} saves on one version: expected that one wins, found ${won.length}`);
  }
  return { won: first };
}

async function allComeIn(stage: StoreStage): Promise<void> {
  const records = stage.records.many(stage.limits.writers);
  await Promise.all(records.map((record) => stage.save(record)));
  await stage.expectExactly(records);
  const next = await Promise.all(records.map((record) => stage.step(record, { state: 'task_queued' })));
  await stage.expectExactly(next);
}

async function allOfOneRefComeIn(stage: StoreStage): Promise<void> {
  const records = stage.records.many(stage.limits.writers, () => ({ ref: 'TICKET' }));
  await Promise.all(records.map((record) => stage.save(record)));
  await stage.expectExactly(records);
  const last = records.at(-1);
  if (last !== undefined) await stage.expectByRef('TICKET', last);
}

const STEPS = 3;

async function losesNoStep(stage: StoreStage): Promise<void> {
  const { record_id } = await stage.stored();
  const writers = times(stage.limits.writers, (n) => n);
  await Promise.all(writers.map((writer) => takeSteps(stage, record_id, writer)));
  const stored = await stage.store.get(record_id);
  const told = stored?.transitions.slice(1).map(({ metadata }) => metadata['step']) ?? [];
  const expected = writers.flatMap((writer) => times(STEPS, (n) => `${writer}.${n}`));
  expectSame('the steps that are stored', told.toSorted(), expected.toSorted());
  expectSame('the version', stored?.head.seq, expected.length + 1);
  if (stored !== null) await stage.expectExactly([stored]);
}

async function takeSteps(stage: StoreStage, id: string, writer: number): Promise<void> {
  for (let n = 0; n < STEPS; ) {
    const stored = await stage.store.get(id);
    if (stored === null) throw new Error('get, while others save: expected the record, found null');
    try {
      await stage.step(stored, { metadata: { step: `${writer}.${n}` } });
      n++;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
}

async function oneDeletes(stage: StoreStage): Promise<void> {
  const { record_id } = await stage.stored();
  const told = await Promise.all(times(stage.limits.writers, () => stage.store.delete(record_id)));
  expectSame('how many deletes say that it was there', told.filter((wasThere) => wasThere).length, 1);
  await stage.expectExactly([]);
}

async function savesOrDeletes(stage: StoreStage): Promise<void> {
  for (let round = 0; round < stage.limits.writers; round++) {
    const record = await stage.stored();
    const [save, wasThere] = await Promise.allSettled([
      stage.step(record, { state: 'closed' }),
      stage.store.delete(record.record_id),
    ]);
    if (save.status === 'rejected' && !isConflict(save.reason)) throw save.reason;
    expectSame('delete, while another saves', wasThere, { status: 'fulfilled', value: true });
    // Whichever came first: a save on what was deleted is a conflict.
    expectSame('get, after delete', await stage.store.get(record.record_id), null);
    await stage.expectByRef(record.ref, null);
  }
  await stage.expectExactly([]);
  await stage.expectByState('closed', []);
}

/** What is listed is what was stored at some moment, whole: never found by what it was and shown as it is. */
async function showsItsState(stage: StoreStage): Promise<void> {
  const states = ['ci_pending', 'ci_failed'];
  const records = await Promise.all(times(4, () => stage.stored({ state: 'ci_pending' })));
  let isMoving = true;
  const moving = Promise.all(records.map((record) => moveBetween(stage, record, states))).finally(() => {
    isMoving = false;
  });
  const looking = states.map(async (state) => {
    while (isMoving) {
      const found = [...(await stage.store.listByState(state)), ...(await allOf(stage.store.list({ state })))];
      expectSame(
        `The states in listByState and list of ${state}`,
        [...new Set(found.map(stateOf))],
        found.length === 0 ? [] : [state],
      );
      // A store that answers at once would leave nobody else a turn.
      await new Promise((resolve) => setTimeout(resolve));
    }
  });
  const [moved] = await Promise.all([moving, ...looking]);
  await stage.expectExactly(moved);
}

async function moveBetween(stage: StoreStage, record: LoopRecord, states: readonly string[]): Promise<LoopRecord> {
  let moved = record;
  for (let n = 1; n <= stage.limits.writers; n++) {
    moved = await stage.step(moved, { state: states[n % states.length] ?? '' });
    await new Promise((resolve) => setTimeout(resolve));
  }
  return moved;
}

function stateOf({ state }: LoopRecord): string {
  return state;
}

function times<Value>(count: number, make: (n: number) => Value): readonly Value[] {
  return Array.from({ length: count }, (_, n) => make(n));
}
