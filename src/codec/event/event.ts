import {
  type Actor,
  type JsonObject,
  LoopForgeError,
  type QueuedCommit,
  type RunEvent,
  type Target,
} from '../../core/model.ts';
import { plainLogin } from '../github/index.ts';
import { isFork } from './fork.ts';
import {
  checkTargets,
  commentTargets,
  dispatchTargets,
  type EventTargets,
  type IgnoredEvent,
  isJsonObject,
  issueTargets,
  mergeGroupTargets,
  pullTargets,
  pushTargets,
  queuedCommitOf,
  type RawEvent,
  reviewTargets,
  runTargets,
  scheduleTargets,
  statusTargets,
  textOrNull,
  valueAt,
} from './targets/index.ts';

/** What an event says: where to look, who acted, and whether the token that comes with it may be read-only. */
export interface EventReading {
  readonly event: RunEvent;
  /** Empty exactly when `ignored` is not null. */
  readonly targets: readonly Target[];
  /** From a fork's pull request, or Dependabot's: the token may be read-only. */
  readonly fork: boolean;
  readonly ignored: IgnoredEvent | null;
  /** The commit of the merge queue that the event is about. */
  readonly queued: QueuedCommit | null;
}

const READERS: { readonly [name: string]: (event: RawEvent) => EventTargets } = {
  issues: issueTargets,
  issue_comment: commentTargets,
  pull_request: pullTargets,
  pull_request_target: pullTargets,
  pull_request_review: reviewTargets,
  workflow_run: runTargets,
  check_suite: (event) => checkTargets(event, 'check_suite', 'check_suite.head_branch'),
  check_run: (event) => checkTargets(event, 'check_run', 'check_run.check_suite.head_branch'),
  status: statusTargets,
  merge_group: mergeGroupTargets,
  push: pushTargets,
  workflow_dispatch: (event) => dispatchTargets(event, 'inputs'),
  repository_dispatch: (event) => dispatchTargets(event, 'client_payload'),
  schedule: scheduleTargets,
};

/** The events that LoopForge can read an item from. @internal */
export const MAPPED_EVENTS: readonly string[] = Object.keys(READERS);

/**
 * Reads an event.
 * @param name the event's name, as `GITHUB_EVENT_NAME` has it
 * @param payload the parsed event file
 * @returns targets, or in `ignored` the reason why there is none
 * @throws LoopForgeError `event_invalid` when the payload is not what the name promises; it names the field
 */
export function readEvent(name: string, payload: unknown): EventReading {
  if (!isJsonObject(payload)) {
    throw new LoopForgeError(
      'event_invalid',
      `The payload of the event "${name}" must be a JSON object. Run LoopForge in a workflow, and leave GITHUB_EVENT_PATH as the runner sets it.`,
    );
  }
  const raw: RawEvent = { name, payload };
  const reader = Object.hasOwn(READERS, name) ? READERS[name] : undefined;
  const sighting = reader === undefined ? notMapped(name) : reader(raw);
  const ignored = 'reason' in sighting ? sighting : null;
  return {
    event: { name, action: textOrNull(payload, 'action'), sender: readSender(payload), payload },
    targets: 'reason' in sighting ? [] : sighting,
    fork: isFork(raw),
    ignored,
    queued: queuedCommitOf(raw),
  };
}

function notMapped(name: string): IgnoredEvent {
  return {
    reason: 'event_not_mapped',
    notice: `The event "${name}" leads to no work item. Remove it from the workflow's "on:", or name the item with the input "issue".`,
  };
}

function readSender(payload: JsonObject): Actor | null {
  const login = textOrNull(payload, 'sender.login');
  const id = valueAt(payload, 'sender.id');
  if (login === null || typeof id !== 'number') return null;
  const type = textOrNull(payload, 'sender.type');
  return { id: `${id}`, login: plainLogin(login), type: type === 'User' || type === 'Bot' ? type : 'Unknown' };
}
