import type { BulkGitHub, GitHub } from '../adapters/github/index.ts';
import type { Target } from '../core/ports.ts';
import type { Verification } from '../core/verify/types.ts';
import type { Tracked } from '../usecase/track.ts';
import { type VerifyMeans, verifyItem, verifyItems } from '../usecase/verify.ts';
import { deletedResult, nothingResult, verifiedResult } from '../usecase/verify-result.ts';
import type { ActionRequest, VerifyCommand } from './request.ts';

/**
 * Carries out `verify`. Null: somebody touched a comment that only looks like a record, so the event is one like any
 * other.
 */
export async function runVerify(
  request: ActionRequest,
  command: VerifyCommand,
  github: GitHub,
): Promise<Tracked | null> {
  const bulk = await github.bulk();
  const { settings: inputs, configPath, configNamed, context, log } = request;
  const means: VerifyMeans = { github: bulk, inputs, configPath, configNamed, context, log };
  if (command.tripwire !== null) return afterTouch(means, command, bulk);
  const { targets } = command;
  const found = targets.length === 0 ? verifyItems(means, allRecords(bulk)) : verifyEach(means, bulk, targets);
  const results = [];
  for await (const verification of found) {
    results.push(typeof verification === 'number' ? nothingResult(verification) : verifiedResult(verification));
  }
  return { results: results.length === 0 ? [nothingResult(null)] : results, faults: [] };
}

/** A deletion leaves no record to look at; that the comment was one, only this event can tell. */
async function afterTouch(means: VerifyMeans, command: VerifyCommand, bulk: BulkGitHub): Promise<Tracked | null> {
  const [number] = await numbersOf(bulk, command.targets);
  if (number === undefined || command.tripwire === null) return null;
  const verification = await verifyItem(means, number);
  if (verification === null || isAboutStrangers(verification)) return null;
  const isGone = command.tripwire.kind === 'deleted' && verification.recordId === null;
  const result = isGone ? deletedResult(verification, command.tripwire) : verifiedResult(verification);
  return { results: [result], faults: [] };
}

function isAboutStrangers({ recordId, codes }: Verification): boolean {
  return recordId === null && codes.length === 1 && codes[0] === 'foreign_author';
}

/** The items that are named; the number alone of one without a record. */
async function* verifyEach(
  means: VerifyMeans,
  bulk: BulkGitHub,
  targets: readonly Target[],
): AsyncGenerator<Verification | number> {
  for (const number of await numbersOf(bulk, targets)) yield (await verifyItem(means, number)) ?? number;
}

async function numbersOf(bulk: BulkGitHub, targets: readonly Target[]): Promise<readonly number[]> {
  const numbers = new Set<number>();
  for (const target of targets) {
    if (target.kind === 'item') {
      numbers.add(target.number);
      continue;
    }
    const { readings, more, orphan } = await bulk.find(target);
    for (const { facts } of orphan === null ? readings : [...readings, orphan]) numbers.add(facts.number);
    for (const number of more) numbers.add(number);
  }
  return [...numbers].sort((a, b) => a - b);
}

/** Every item with a record, whatever its age. */
async function* allRecords(bulk: BulkGitHub): AsyncGenerator<number> {
  for await (const item of bulk.listSweepItems({ since: '1970-01-01T00:00:00Z', pulls: true })) {
    if (item.hasRecordComment || !item.allCommentsSeen) yield item.number;
  }
}
