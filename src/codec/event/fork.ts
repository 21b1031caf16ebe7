import type { JsonObject } from '../../core/model.ts';
import { type RawEvent, textOrNull, valueAt } from './targets/index.ts';

/** Events whose token GitHub makes read-only when a fork's pull request is behind them. */
const FORK_EVENTS = ['pull_request', 'pull_request_review'];
/** Events whose token GitHub makes read-only when Dependabot is behind them. */
const DEPENDABOT_EVENTS = [...FORK_EVENTS, 'push'];

/** True when the token that comes with this event may be read-only, so that a refused write is no fault of the set-up. */
export function isFork(event: RawEvent): boolean {
  if (FORK_EVENTS.includes(event.name) && isCrossRepository(event.payload)) return true;
  return DEPENDABOT_EVENTS.includes(event.name) && textOrNull(event.payload, 'sender.login') === 'dependabot[bot]';
}

/** A head without a repository is a fork that was deleted. */
function isCrossRepository(payload: JsonObject): boolean {
  return valueAt(payload, 'pull_request.head.repo.id') !== valueAt(payload, 'pull_request.base.repo.id');
}
