import { expect, vi } from 'vitest';
import type { LoopState } from '../../../src/codec/lifecycle/builtin.ts';
import { LoopService } from '../../../src/compose/library/loop-service.ts';
import type { Closable, Repository } from '../../../src/core/ports/repository.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import type { Clock } from '../../../src/core/values/clock.ts';

/** How a store is tried with what the original's own tests try theirs with. */
export interface OriginalStore {
  /** A store with nothing in it. Where it has `close`, it is closed when the case is over. */
  readonly create: () => StoreToClose | Promise<StoreToClose>;
  /** The ref of the `n`th record of a case, from 0, where not any text will do. */
  readonly refOf?: (n: number) => string;
  /** The time, where it is not the machine's. */
  readonly clock?: Clock;
}

type StoreToClose = Repository & Partial<Closable>;

/** One case: `test.each(cases)('$name', ({ run }) => run())`. */
export interface OriginalCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

interface Scene {
  readonly service: LoopService;
  readonly refOf: (n: number) => string;
}

const HAPPY_PATH: readonly LoopState[] = ['task_queued', 'pr_created', 'ci_pending', 'ci_passed', 'merged', 'closed'];
const AFTER_A_FAILURE: readonly LoopState[] = [
  'task_queued',
  'pr_created',
  'ci_pending',
  'ci_failed',
  'ci_pending',
  'ci_passed',
];
const BY_REVIEW: readonly LoopState[] = [
  'task_queued',
  'pr_created',
  'ci_pending',
  'ci_passed',
  'awaiting_review',
  'approved',
  'merged',
];

const CASES: { readonly [name: string]: (scene: Scene) => Promise<void> } = {
  'a record is created and found by its id': isCreatedAndFound,
  'a step is taken, and stored': isTakenAndStored,
  'a step keeps its trigger and its metadata': keepsTriggerAndMetadata,
  'a step of an unknown record says so': saysThatItIsNotThere,
  'an illegal step says why, and changes nothing': saysWhatIsIllegal,
  'a whole life ends closed, with seven transitions': livesItsWholeLife,
  'a failed check goes back to pending, and on': (scene) => walks(scene, AFTER_A_FAILURE),
  'a review is waited for': (scene) => walks(scene, BY_REVIEW),
  'a closed record takes no step': endsClosed,
  'a record survives the trip through JSON': survivesJson,
  'a hook is told of a step, and not of one that was refused': tellsHooks,
  'a hook that throws undoes nothing': survivesHooks,
  'records are listed by their state': listsByState,
  'a record is deleted': deletesRecords,
};

/** What the tests of the original Python library 0.1.0 ask of a service and its repository, retold. */
export function originalCases({
  create,
  refOf = (n) => `TICKET-${n}`,
  ...clock
}: OriginalStore): readonly OriginalCase[] {
  return Object.entries(CASES).map(([name, play]) => ({
    name,
    async run() {
      const repository = await create();
      try {
        await play({ service: new LoopService({ repository, log: () => {}, ...clock }), refOf });
      } finally {
        await repository.close?.();
      }
    },
  }));
}

async function created({ service, refOf }: Scene, n = 0): Promise<LoopRecord> {
  return service.create({ ref: refOf(n) });
}

async function walk(scene: Scene, path: readonly LoopState[]): Promise<LoopRecord | null> {
  const { record_id } = await created(scene);
  for (const state of path) expect(await scene.service.transition(record_id, state)).toMatchObject({ success: true });
  return scene.service.get(record_id);
}

async function isCreatedAndFound(scene: Scene): Promise<void> {
  const record = await created(scene);
  expect(record).toMatchObject({ ref: scene.refOf(0), state: 'issue_created', closed_at: null });
  expect(record.transitions).toMatchObject([{ from_state: null, to_state: 'issue_created', trigger: 'created' }]);
  expect(await scene.service.get(record.record_id)).toEqual(record);
}

async function isTakenAndStored(scene: Scene): Promise<void> {
  const { record_id } = await created(scene);
  const result = await scene.service.transition(record_id, 'task_queued', { trigger: 'assigned' });
  const taken = { previousState: 'issue_created', newState: 'task_queued', error: null };
  expect(result).toMatchObject({ success: true, record: { state: 'task_queued' }, ...taken });
  expect(await scene.service.get(record_id)).toEqual(result.record);
}

async function keepsTriggerAndMetadata({ service, ...scene }: Scene): Promise<void> {
  const { record_id } = await created({ service, ...scene });
  const metadata = { by: 'octocat', nested: { list: [1, 2, { deep: true }] } };
  await service.transition(record_id, 'task_queued', { trigger: 'assigned', metadata });
  expect((await service.get(record_id))?.transitions.at(-1)).toMatchObject({ trigger: 'assigned', metadata });
}

async function saysThatItIsNotThere({ service }: Scene): Promise<void> {
  const nothing = { success: false, record: null, error: 'Record not found: loop-00000000' };
  expect(await service.transition('loop-00000000', 'task_queued')).toMatchObject(nothing);
}

async function saysWhatIsIllegal(scene: Scene): Promise<void> {
  const record = await created(scene);
  expect(await scene.service.transition(record.record_id, 'merged')).toMatchObject({
    success: false,
    error: 'Invalid transition: issue_created → merged. Allowed from issue_created: task_queued',
    previousState: 'issue_created',
  });
  expect(await scene.service.get(record.record_id)).toEqual(record);
}

async function livesItsWholeLife(scene: Scene): Promise<void> {
  const record = await walk(scene, HAPPY_PATH);
  expect(record?.transitions.map(({ to_state }) => to_state)).toEqual(['issue_created', ...HAPPY_PATH]);
  expect(record).toMatchObject({ state: 'closed', closed_at: record?.transitions.at(-1)?.timestamp });
}

async function walks(scene: Scene, path: readonly LoopState[]): Promise<void> {
  expect((await walk(scene, path))?.state).toBe(path.at(-1));
}

async function endsClosed(scene: Scene): Promise<void> {
  const record = await walk(scene, HAPPY_PATH);
  const { error } = await scene.service.transition(record?.record_id ?? '', 'ci_pending');
  expect(error).toBe('Invalid transition: closed → ci_pending. Allowed from closed: none (terminal)');
}

async function survivesJson(scene: Scene): Promise<void> {
  const record = await walk(scene, ['task_queued']);
  expect(JSON.parse(JSON.stringify(record))).toEqual(record);
}

async function tellsHooks(scene: Scene): Promise<void> {
  const hook = vi.fn();
  scene.service.addHook(hook);
  const { record_id } = await created(scene);
  await scene.service.transition(record_id, 'merged');
  expect(hook).not.toHaveBeenCalled();
  const { record } = await scene.service.transition(record_id, 'task_queued', { trigger: 'assigned' });
  const entry = record?.transitions.at(-1);
  const step = { previousState: 'issue_created', newState: 'task_queued', trigger: 'assigned', metadata: {} };
  expect(hook.mock.calls).toEqual([[{ ...step, record, entry }]]);
}

async function survivesHooks(scene: Scene): Promise<void> {
  scene.service.addHook(() => {
    throw new Error('boom');
  });
  const { record_id } = await created(scene);
  expect(await scene.service.transition(record_id, 'task_queued')).toMatchObject({ success: true });
  expect((await scene.service.get(record_id))?.state).toBe('task_queued');
}

async function listsByState(scene: Scene): Promise<void> {
  const { repository } = scene.service;
  const [one, other, queued] = [await created(scene, 0), await created(scene, 1), await created(scene, 2)];
  await scene.service.transition(queued.record_id, 'task_queued');
  const idsOf = async (...args: Parameters<Repository['listByState']>) =>
    (await repository.listByState(...args)).map(({ record_id }) => record_id).toSorted();
  expect(await idsOf('issue_created')).toEqual([one.record_id, other.record_id].toSorted());
  expect(await idsOf('task_queued')).toEqual([queued.record_id]);
  expect(await idsOf('merged')).toEqual([]);
  expect(await idsOf('issue_created', { limit: 1 })).toHaveLength(1);
}

async function deletesRecords(scene: Scene): Promise<void> {
  const { repository } = scene.service;
  const { record_id } = await created(scene);
  expect(await repository.delete(record_id)).toBe(true);
  expect(await scene.service.get(record_id)).toBeNull();
  expect(await repository.delete(record_id)).toBe(false);
}
