import { type Facts, msBetween, UNAVAILABLE } from '../model.ts';
import { closersOf } from '../situation/index.ts';
import type { PlanRequest } from './steps/index.ts';

/** Nearly all merges show within seconds; after this the close stands for itself. */
const IN_FLIGHT_MS = 10 * 60 * 1000;

/** Why nothing was decided about the close. */
export const IN_FLIGHT =
  'The issue was closed by a commit of a pull request that still shows as open: its merge is on the way. The next run looks again.';

/** Was the issue closed just now by a commit of one of its pull requests that still shows as open? */
export function isMergeInFlight({ facts, now }: PlanRequest): boolean {
  const { issue, pulls, closedAt } = facts;
  if (issue?.closer === UNAVAILABLE || issue?.closer?.kind !== 'commit' || closedAt === null) return false;
  const closers = closersOf(issue);
  if (closers === UNAVAILABLE || pulls === UNAVAILABLE) return false;
  const isOnItsWay = pulls.some((pull) => pull.state === 'open' && closers.includes(pull.number));
  return isOnItsWay && msBetween(closedAt, now) < IN_FLIGHT_MS;
}

/** The facts before the close. */
export function stillOpen(facts: Facts): Facts {
  const { issue } = facts;
  if (issue === null) return facts;
  return {
    ...facts,
    issue: { ...issue, state: 'open', stateReason: null, closer: null },
    closedAt: null,
    closedBy: null,
  };
}
