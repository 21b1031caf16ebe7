import { type Instant, LoopForgeError } from '../../core/model.ts';
import type { ItemState } from '../item-state/index.ts';
import type { Lease } from '../lock/index.ts';
import type { CompetingLock } from './competing-lock.ts';
import type { FailedRound } from './failed-round.ts';

/** What a commit ends with that met this once too often. */
export function failedRoundError(failedRound: FailedRound): unknown {
  switch (failedRound.kind) {
    case 'limited':
    case 'refused':
      return failedRound.error;
    case 'late':
      return tooLate(failedRound.lease, failedRound.at);
    case 'unsettled':
      return unsettled(failedRound.itemState);
    case 'held':
      return outlasted(failedRound.lock);
    case 'moved':
    case 'gone':
    case 'hidden':
      return restless();
  }
}

/** GitHub says "not found" for what may not be written, too: what it goes on showing is there. */
export function notAllowed({ found, reading }: ItemState): LoopForgeError {
  const { repo, number } = reading.facts;
  const what = found.stored?.comment.url ?? `${repo}#${number}`;
  return new LoopForgeError(
    'permission_missing',
    `GitHub shows ${what} and refuses every change of it as "not found": this token may read it and not write it. It needs \`issues: write\` and, for pull requests, \`pull-requests: write\`. Nothing was written.`,
  );
}

function outlasted({ actor, at }: CompetingLock): LoopForgeError {
  return new LoopForgeError(
    'lock_timeout',
    `${actor.login} held the lock of this item again and again, last since ${at}, so nothing was written. Try again; the next event or sweep catches up as well.`,
  );
}

function tooLate(lease: Lease, at: Instant): LoopForgeError {
  const { clocks } = lease;
  const why =
    clocks === null
      ? `GitHub took longer to answer than a lock lasts (it was made at ${lease.createdAt}, and it was ${at} when all was read)`
      : `GitHub's clocks disagree: its \`Date\` said ${clocks.date} when it made a lock of ${clocks.createdAt}`;
  return new LoopForgeError(
    'lock_timeout',
    `No write could be started in time after taking the lock, several times over: ${why}. Nothing was written. Try again.`,
  );
}

function unsettled({ found, reading }: ItemState): LoopForgeError {
  const where = found.stored?.comment.url ?? `${reading.facts.repo}#${reading.facts.number}`;
  return new LoopForgeError(
    'github_unreachable',
    `The edit history of ${where} does not hold the text that GitHub shows there: its copies do not agree yet. Nothing was written. Try again; with \`lock: none\` all LoopForge jobs must share one \`concurrency\` group.`,
  );
}

function restless(): LoopForgeError {
  return new LoopForgeError(
    'conflict',
    'The record comment of this item kept coming and going under this run, so nothing was written. Try again; with `lock: none` all LoopForge jobs must share one `concurrency` group.',
  );
}
