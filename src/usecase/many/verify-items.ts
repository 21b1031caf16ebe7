import { type Found, LoopForgeError, RUN_DEFAULTS, type Target } from '../../core/model.ts';
import { concludeVerification, NO_SUBJECT, ran, unclear } from '../../core/verify/index.ts';
import { type VerifyPorts, type VerifyResult, verifyOne } from '../verify/index.ts';
import { type EachOptions, eachItem } from './each-item.ts';
import type { ItemOutcome } from './error-scope.ts';
import { loopOptions } from './loop-options.ts';

/** On average. With what an item takes otherwise that is well within GitHub's hourly limit for a thousand of them. */
const RUNS_PER_ITEM = 2;
/** So that a small repository has all of its newest ones looked at. */
const RUNS_AT_FIRST = 200;

/** One item to verify. `number` null: it could not be found, and `run` says why. */
interface Task {
  readonly number: number | null;
  readonly run: () => Promise<VerifyResult>;
}

/**
 * Verifies the items that targets lead to, each once, one after another; each is yielded as soon as it is known. One
 * that has no record or cannot be read is told of as such, and stops no other.
 */
export async function* verifyNamed(
  ports: VerifyPorts,
  targets: readonly Target[],
  find: (target: Target) => Promise<Found>,
): AsyncGenerator<VerifyResult, void> {
  const tasks = tasksOf(ports, targets, find);
  for await (const each of eachItem(tasks, optionsOf(ports), (task) => task.run())) yield resultOf(each);
}

/**
 * Verifies the records among many items, one after another, so that memory stays flat. Items without a record are left
 * out, unless there is something to see; one that cannot be read is `INCONCLUSIVE` and stops no other. Trouble that
 * strikes all ends the loop.
 */
export async function* verifyItems(
  ports: VerifyPorts,
  numbers: Iterable<number> | AsyncIterable<number>,
): AsyncGenerator<VerifyResult, void> {
  const runs = { left: RUNS_AT_FIRST };
  const verify = (number: number): Promise<VerifyResult> => {
    runs.left += RUNS_PER_ITEM;
    return verifyOne({ runs, ...ports }, number);
  };
  for await (const each of eachItem(numbers, optionsOf(ports), verify)) {
    if (each.kind === 'failed' && each.error instanceof LoopForgeError) yield unreadable(ports, each.item, each.error);
    else if (each.kind !== 'done') yield { kind: 'unverified', number: each.item, error: each.error };
    else if (each.result.kind !== 'no_record' || each.result.notices.length > 0) yield each.result;
  }
}

function optionsOf({ isCancelled = () => false }: VerifyPorts): EachOptions {
  return loopOptions(isCancelled, 1);
}

async function* tasksOf(
  ports: VerifyPorts,
  targets: readonly Target[],
  find: (target: Target) => Promise<Found>,
): AsyncGenerator<Task, void> {
  const known = new Set<number>();
  for await (const each of eachItem(targets, optionsOf(ports), (target) => numbersIn(target, find))) {
    if (each.kind !== 'done') {
      const { item, error } = each;
      yield { number: item === null ? null : numberOf(item), run: () => Promise.reject(error) };
      continue;
    }
    for (const number of each.result) {
      if (!known.has(number)) yield { number, run: () => verifyOne(ports, number) };
      known.add(number);
    }
  }
}

/** The numbers of the items that a target leads to. */
export async function numbersIn(target: Target, find: (target: Target) => Promise<Found>): Promise<readonly number[]> {
  if (target.kind === 'item') return [target.number];
  const { readings, more, unlinkedPull } = await find(target);
  const read = unlinkedPull === null ? readings : [...readings, unlinkedPull];
  return [...read.map(({ facts }) => facts.number), ...more].toSorted((a, b) => a - b);
}

function numberOf(target: Target): number | null {
  return target.kind === 'commit' ? null : target.number;
}

function resultOf(each: ItemOutcome<Task, VerifyResult>): VerifyResult {
  if (each.kind === 'done') return each.result;
  return { kind: 'unverified', number: each.item?.number ?? null, error: each.error };
}

function unreadable({ log }: VerifyPorts, number: number, { message }: LoopForgeError): VerifyResult {
  log(`#${number} could not be verified: ${message}`);
  const read = ran('one_record', [unclear('partial_read', null, `The item could not be read: ${message}`)]);
  const verification = concludeVerification('github', { ...NO_SUBJECT, number }, [read], 'The item could not be read.');
  return { kind: 'verified', verification, settings: RUN_DEFAULTS };
}
