import { LoopForgeError } from '../core/errors.ts';
import type { LockPlace } from '../core/ports.ts';
import type { Committed } from './attempt.ts';
import type { HeededLock } from './heeded-lock.ts';
import type { Lease } from './lease.ts';
import type { Look } from './look.ts';

/** Why a round under the lock came to nothing. */
export type Setback =
  /** The lock sat in the wrong place: there is a record comment by now, or another one, or none any more. */
  | { readonly kind: 'moved'; readonly from: LockPlace; readonly to: LockPlace }
  /** Another account holds a lock in the same place, and goes first. */
  | { readonly kind: 'held'; readonly lock: HeededLock }
  /** No write may be started so long after the lock was made. */
  | { readonly kind: 'late'; readonly lease: Lease; readonly at: string }
  /** The comment's edit history and the comment itself do not fit together (yet). */
  | { readonly kind: 'unsettled'; readonly look: Look }
  /** A comment that was made does not show (yet): another one would be a second. What was written stands. */
  | { readonly kind: 'hidden'; readonly committed: Committed }
  /** GitHub refused the lock or the write, perhaps because the conversation is locked. */
  | { readonly kind: 'refused'; readonly error: unknown }
  /** What was to be locked or written is not there, or not for this token. */
  | { readonly kind: 'gone'; readonly place: LockPlace }
  | { readonly kind: 'limited'; readonly waitMs: number; readonly error: unknown };

/** What a commit ends with that met this once too often. */
export function setbackError(setback: Setback): unknown {
  switch (setback.kind) {
    case 'limited':
    case 'refused':
      return setback.error;
    case 'late':
      return tooLate(setback.lease, setback.at);
    case 'unsettled':
      return unsettled(setback.look);
    case 'held':
      return outlasted(setback.lock);
    case 'moved':
    case 'gone':
    case 'hidden':
      return restless();
  }
}

/** GitHub says "not found" for what may not be written, too: what it goes on showing is there. */
export function notAllowed({ found, reading }: Look): LoopForgeError {
  const { repo, number } = reading.facts;
  const what = found.stored?.comment.url ?? `${repo}#${number}`;
  return new LoopForgeError(
    'permission_missing',
    `GitHub shows ${what} and refuses every change of it as "not found": this token may read it and not write it. Give the job \`permissions\` with \`issues: write\` and, for pull requests, \`pull-requests: write\`. Nothing was written.`,
  );
}

function outlasted({ actor, at }: HeededLock): LoopForgeError {
  return new LoopForgeError(
    'lock_timeout',
    `${actor.login} held the lock of this item again and again, last since ${at}, so nothing was written. Run the job again; the next event or sweep catches up as well.`,
  );
}

function tooLate(lease: Lease, at: string): LoopForgeError {
  const { clocks } = lease;
  const why =
    clocks === null
      ? `GitHub took longer to answer than a lock lasts (it was made at ${lease.createdAt}, and it was ${at} when all was read)`
      : `GitHub's clocks disagree: its \`Date\` said ${clocks.date} when it made a lock of ${clocks.createdAt}`;
  return new LoopForgeError(
    'lock_timeout',
    `No write could be started in time after taking the lock, several times over: ${why}. Nothing was written. Run the job again.`,
  );
}

function unsettled({ found, reading }: Look): LoopForgeError {
  const where = found.stored?.comment.url ?? `${reading.facts.repo}#${reading.facts.number}`;
  return new LoopForgeError(
    'github_unreachable',
    `The edit history of ${where} does not hold the text that GitHub shows there: its copies do not agree yet. Nothing was written. Run the job again; with \`lock: none\` all LoopForge jobs must share one \`concurrency\` group.`,
  );
}

function restless(): LoopForgeError {
  return new LoopForgeError(
    'conflict',
    'The record comment of this item kept coming and going under this run, so nothing was written. Run the job again; with `lock: none` all LoopForge jobs must share one `concurrency` group.',
  );
}
