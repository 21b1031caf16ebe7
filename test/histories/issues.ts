import type { CloseReason } from '../support/github/world/model.ts';
import { opensPull } from './pulls.ts';
import { DAY, HOUR, ITEM, MINUTE, type Stage } from './stage.ts';

/** One way in which the life of an issue goes on once it was opened. */
export interface Life {
  readonly name: string;
  /** Of all issues. */
  readonly share: number;
  readonly begin: (stage: Stage) => void;
}

export function opensIssue(stage: Stage): void {
  const { dice, world } = stage;
  world.openIssue({ author: dice.pick(['codertocat', 'codertocat', 'octocat', 'hubot']) });
  stage.deliver('issues.opened');
  if (dice.chance(0.3)) stage.in(stage.some(MINUTE, DAY), () => labels(stage));
  if (dice.chance(0.2)) stage.in(stage.some(MINUTE, 2 * DAY), () => comments(stage));
}

function labels(stage: Stage): void {
  stage.world.label(ITEM, stage.dice.pick(['bug', 'question', 'help wanted', 'docs']));
  stage.deliver('issues.labeled');
}

export function comments(stage: Stage): void {
  stage.world.comment(ITEM, 'Any news?');
  stage.deliver('issue_comment.created');
}

export function assigns(stage: Stage): void {
  if (stage.world.issue(ITEM).state === 'closed') return;
  stage.world.assign(ITEM, 'hubot');
  stage.deliver('issues.assigned');
}

export function unassigns(stage: Stage): void {
  stage.world.unassign(ITEM, 'hubot');
  stage.deliver('issues.unassigned');
}

/** Closed by hand, unless it is closed already. */
export function closes(stage: Stage, reason: CloseReason): void {
  const { dice, world } = stage;
  if (world.issue(ITEM).state === 'closed') return;
  world.closeIssue(ITEM, { reason, by: dice.pick(['octocat', 'hubot']) });
  stage.deliver('issues.closed');
  if (dice.chance(0.15)) stage.in(stage.some(MINUTE, 5 * DAY), () => comments(stage));
}

export function reopens(stage: Stage): void {
  if (stage.world.issue(ITEM).state === 'open') return;
  stage.world.reopenIssue(ITEM);
  stage.deliver('issues.reopened');
}

export const anyReason = ({ dice }: Stage): CloseReason =>
  dice.pick(['completed', 'completed', 'completed', 'completed', 'not_planned', 'not_planned', 'duplicate']);

export const DECLINED: readonly CloseReason[] = ['not_planned', 'duplicate'];

/** A pull request that mentions the issue and does not say that it closes it; calls back once it is merged. */
export function mentionsAndMerges(stage: Stage, wanted: () => void): void {
  const body = stage.dice.pick([`Prepares #${ITEM}.`, `See #${ITEM}`, `Part of #${ITEM}`]);
  // What GitHub takes for a keyword whatever stands before it, a reader does not; off the default branch GitHub is silent.
  const isDenied = stage.dice.chance(0.1);
  const pull = opensPull(stage, 'merged', isDenied ? { body: `Does not fix #${ITEM}.`, base: 'next' } : { body });
  watch(stage, () => stage.world.pull(pull).state !== 'open', wanted);
}

/** Calls back as soon as it is so, looking every hour; forgets it after three weeks. */
export function watch(stage: Stage, isSo: () => boolean, then: () => void, left = 21 * 24): void {
  if (isSo()) then();
  else if (left > 0) stage.in(HOUR, () => watch(stage, isSo, then, left - 1));
}
