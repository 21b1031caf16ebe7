import type { Target } from '../../../core/model.ts';
import { mayHoldRecord } from '../../record/index.ts';
import { closingNumbers } from '../../text/index.ts';
import { isJsonObject, numberAt, objectAt, type RawEvent, textAt, textOrNull, valueAt } from './fields.ts';
import type { EventTargets } from './sighting.ts';

/** `issues`: the issue itself, while it is still here. */
export function issueTargets(event: RawEvent): EventTargets {
  const number = numberAt(event, 'issue.number');
  const action = textAt(event, 'action');
  if (action === 'transferred' || action === 'deleted') {
    return { reason: 'no_item', notice: `Issue #${number} was ${action}; there is nothing left to look at here.` };
  }
  return [{ kind: 'item', number }];
}

/**
 * `issue_comment`: the issue or pull request under the comment. Our own comment, written by us, says nothing new; when
 * somebody else edits or deletes it, that is worth a look.
 */
export function commentTargets(event: RawEvent): EventTargets {
  const number = numberAt(event, 'issue.number');
  const action = textAt(event, 'action');
  const body = textOrNull(objectAt(event, 'comment'), 'body') ?? '';
  if (action !== 'deleted' && mayHoldRecord(body) && isBotsOwnAct(event)) {
    return { reason: 'own_event', notice: `The comment on #${number} is LoopForge's own record.` };
  }
  const onPull = isJsonObject(valueAt(event.payload, 'issue.pull_request'));
  return [{ kind: onPull ? 'pull_request' : 'item', number }];
}

function isBotsOwnAct({ payload }: RawEvent): boolean {
  const author = valueAt(payload, 'comment.user.id');
  return (
    textOrNull(payload, 'comment.user.type') === 'Bot' &&
    typeof author === 'number' &&
    author === valueAt(payload, 'sender.id')
  );
}

/** `pull_request`, `pull_request_target`: the pull request, and the issues that an edited body no longer closes. */
export function pullTargets(event: RawEvent): EventTargets {
  const targets: Target[] = [{ kind: 'pull_request', number: numberAt(event, 'pull_request.number') }];
  const before = textOrNull(event.payload, 'changes.body.from');
  if (textAt(event, 'action') !== 'edited' || before === null) return targets;
  const home = { repo: textAt(event, 'repository.full_name'), host: hostOf(textAt(event, 'repository.html_url')) };
  const kept = closingNumbers(textOrNull(event.payload, 'pull_request.body') ?? '', home);
  for (const number of closingNumbers(before, home)) {
    if (!kept.includes(number)) targets.push({ kind: 'item', number });
  }
  return targets;
}

/** `pull_request_review`: the pull request under review. */
export function reviewTargets(event: RawEvent): EventTargets {
  textAt(event, 'review.state');
  return [{ kind: 'pull_request', number: numberAt(event, 'pull_request.number') }];
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
