import type { Found, Target } from '../../core/model.ts';
import type { Ignored, ItemResult, ResultSubject } from '../../core/outcome/index.ts';
import { runItem } from '../item/index.ts';
import type { ItemPorts, ItemRequest } from '../item-state/index.ts';
import { eachItem } from './each-item.ts';
import { findSoon } from './find-soon.ts';
import { resultOfEach } from './item-results.ts';
import { loopOptions } from './loop-options.ts';

/** GitHub takes a hundred requests at once from a token; a run makes a few each time, and leaves room for others. */
const AT_ONCE = 4;

/** One item of the run: how it is brought level. */
interface Task {
  readonly subject: ResultSubject;
  readonly run: () => Promise<ItemResult>;
}

/**
 * Brings every item that the targets lead to level with the facts, a few at a time; each result is yielded as soon as
 * it is known, by number. One failing item does not stop the others; trouble that strikes all ends the run.
 */
export async function* track(
  ports: ItemPorts,
  request: ItemRequest,
  targets: readonly Target[],
): AsyncGenerator<ItemResult, void> {
  const tasks = await tasksOf(ports, request, targets);
  if (tasks.length === 0) yield nothingFound(targets);
  for await (const each of eachItem(tasks, loopOptions(ports.isCancelled, AT_ONCE), (task) => task.run())) {
    yield resultOfEach(each, (task) => task.subject, { isClaim: request.assertion !== null });
  }
}

/**
 * What the targets lead to, each item once, by number. A target that cannot be read is a task that fails; where its
 * trouble is everybody's, the last one.
 */
async function tasksOf(ports: ItemPorts, request: ItemRequest, targets: readonly Target[]): Promise<readonly Task[]> {
  const tasks = new Map<number, Task>();
  const lost: Task[] = [];
  const find = (target: Target): Promise<Found> => findSoon(ports, request, target);
  for await (const each of eachItem(targets, loopOptions(ports.isCancelled, 1), find)) {
    if (each.kind === 'done') {
      for (const [number, task] of tasksFrom(ports, request, each.result)) {
        if (!tasks.has(number)) tasks.set(number, task);
      }
    } else {
      const { item, error } = each;
      lost.push({ subject: item === null ? { kind: 'run' } : subjectOf(item), run: () => Promise.reject(error) });
    }
  }
  const found = [...tasks].toSorted(([one], [other]) => one - other).map(([, task]) => task);
  return [...found, ...lost];
}

function tasksFrom(
  ports: ItemPorts,
  request: ItemRequest,
  { readings, more, unlinkedPull }: Found,
): readonly [number, Task][] {
  for (const reading of readings) ports.heads.noteReading(reading);
  const taskOf = (number: number, run: Task['run']): [number, Task] => [
    number,
    { subject: { kind: 'item', number }, run },
  ];
  return [
    ...readings.map((reading) => taskOf(reading.facts.number, () => runItem(ports, request, reading))),
    ...more.map((number) => taskOf(number, async () => runItem(ports, request, await ports.github.read(number)))),
    ...(unlinkedPull === null
      ? []
      : [
          taskOf(unlinkedPull.facts.number, async () =>
            (await import('./unlinked-pull.ts')).runUnlinkedPull(ports, request, unlinkedPull),
          ),
        ]),
  ];
}

function nothingFound(targets: readonly Target[]): Ignored {
  const [first] = targets;
  const what =
    first?.kind === 'commit' ? `Commit ${first.sha.slice(0, 7)} belongs to no pull request` : 'The event names no item';
  return ignored({ kind: 'run' }, `${what}, so there is nothing to track.`);
}

function ignored(subject: ResultSubject, notice: string): Ignored {
  return { outcome: 'ignored', reason: 'no_item', subject, standing: null, notice };
}

function subjectOf(target: Target): ResultSubject {
  return target.kind === 'commit' ? { kind: 'run' } : { kind: 'item', number: target.number };
}
