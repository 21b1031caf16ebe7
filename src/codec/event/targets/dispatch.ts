import { isSha, type JsonObject, type JsonValue, type Target } from '../../../core/model.ts';
import { isJsonObject, type RawEvent, valueAt } from './fields.ts';
import type { EventTargets } from './sighting.ts';

/** What the item is called in the inputs of a dispatched run; the first that is there counts. */
const ISSUE_KEYS = ['issue', 'issue-number', 'issue_number'];
const PULL_KEYS = ['pull-request', 'pull_request', 'pull-request-number', 'pull_request_number'];

/**
 * `workflow_dispatch`, `repository_dispatch`: the item, if its author's own inputs name it plainly.
 * What those inputs hold is theirs to decide, so a value that is no number is no error here.
 */
export function dispatchTargets(event: RawEvent, part: 'inputs' | 'client_payload'): EventTargets {
  const given = valueAt(event.payload, part);
  const inputs: JsonObject = isJsonObject(given) ? given : {};
  const issue = firstNumber(inputs, ISSUE_KEYS);
  const pull = firstNumber(inputs, PULL_KEYS);
  const targets: Target[] = [];
  if (issue !== null) targets.push({ kind: 'item', number: issue });
  if (pull !== null) targets.push({ kind: 'pull_request', number: pull });
  const { sha } = inputs;
  if (targets.length === 0 && typeof sha === 'string' && isSha(sha)) {
    targets.push({ kind: 'commit', sha, branch: null });
  }
  if (targets.length > 0) return targets;
  return {
    reason: 'no_item',
    notice: `This ${event.name} names no item. Give it with the input "issue" or "pull-request", or use "command: sweep".`,
  };
}

/** `schedule`: no item of its own. */
export function scheduleTargets(): EventTargets {
  return { reason: 'no_item', notice: 'A schedule concerns no item of its own: use "command: sweep".' };
}

function firstNumber(inputs: JsonObject, keys: readonly string[]): number | null {
  for (const key of keys) {
    const number = asNumber(inputs[key]);
    if (number !== null) return number;
  }
  return null;
}

function asNumber(value: JsonValue | undefined): number | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const match = /^\s*#?([1-9]\d{0,9})\s*$/.exec(String(value));
  return match === null ? null : Number(match[1]);
}
