import { earliestOf, type Instant, type SweepItem, UNAVAILABLE } from '../../../core/model.ts';
import { mayHoldRecord } from '../../record/index.ts';
import { type Answer, known } from '../answer/index.ts';
import { isOverwritten } from './comments.ts';

/** A line of the sweep's list, and what deciding about the end of the list needs. */
export interface SweepNode extends SweepItem {
  readonly state: 'open' | 'closed';
  readonly updatedAt: Instant;
  readonly closedAt: Instant | null;
  /** For whom something waits in what seems to be the item's record, by the names in its outbox. */
  readonly waitsFor: readonly string[];
}

/** One item of a page of the sweep queries. */
export function sweepItem(item: Answer): SweepNode {
  const pullState = item.textOrNull('pullState');
  const comments = ['old', 'recent'].flatMap((list) => item.at(list, 'nodes').members()).filter((one) => !one.missing);
  const records = comments.filter((comment) => mayHoldRecord(comment.text('body')) || isOverwritten(comment));
  const open = (pullState ?? item.text('issueState')) === 'OPEN';
  return {
    kind: pullState === null ? 'issue' : 'pull_request',
    number: item.number('number'),
    state: open ? 'open' : 'closed',
    createdAt: item.time('createdAt'),
    updatedAt: item.time('updatedAt'),
    closedAt: item.timeOrNull('closedAt'),
    locked: item.flag('locked'),
    hasRecordComment: records.length > 0,
    recordSince: recordSince(comments),
    allCommentsSeen: new Set(comments.map((one) => one.text('id'))).size >= item.count('old'),
    hasOpenPull: pullState === null ? mayHave(item, 'pulls') : open,
    hasAssignee: mayHave(item, 'assignees'),
    closesIssue: pullState !== null && item.count('closing') > 0,
    mayHaveLostRecord: comments.some(isEditedByBot) || hasDeletions(item),
    waitsFor: [...new Set(records.flatMap((comment) => outboxIn(comment.text('body'))))],
  };
}

/** One of which the list shows not much more than its number: whatever may be there is to be looked at. */
export function unreadItem(item: Answer): SweepNode {
  const isPull = !item.at('pullState').missing;
  const state = item.textOrNull('pullState') ?? item.text('issueState');
  return {
    ...{ kind: isPull ? 'pull_request' : 'issue', number: item.number('number') },
    ...{ state: state === 'OPEN' ? 'open' : 'closed', createdAt: item.time('createdAt') },
    ...{ updatedAt: item.time('updatedAt'), closedAt: item.timeOrNull('closedAt') },
    ...{ locked: false, hasRecordComment: false, recordSince: null, allCommentsSeen: false },
    ...{ hasOpenPull: true, hasAssignee: true, closesIssue: false, mayHaveLostRecord: true },
    waitsFor: [],
  };
}

/** As the line of a record has it. To read and check all of it for every item of a list would be much work for a hint. */
const OUTBOX = /"outbox":(\{[^{}]*\})/;

function outboxIn(body: string): readonly string[] {
  const [, text] = OUTBOX.exec(body) ?? [];
  try {
    return text === undefined ? [] : Object.keys(JSON.parse(text));
  } catch {
    return [];
  }
}

/** Anybody may write a marker, and edit a comment of their own: no record began with that. */
function recordSince(comments: readonly Answer[]): Instant | null {
  const records = comments.filter((one) => mayHoldRecord(one.text('body')) && isByBot(one));
  return earliestOf(records.map((comment) => comment.time('createdAt')));
}

function isByBot(comment: Answer): boolean {
  return comment.orNull('author')?.text('__typename') === 'Bot';
}

function isEditedByBot(comment: Answer): boolean {
  return comment.timeOrNull('lastEditedAt') !== null && isByBot(comment);
}

/** What was not asked for is not there. */
function hasDeletions(item: Answer): boolean {
  const deleted = item.at('deleted');
  return deleted.failed || (!deleted.missing && deleted.list('nodes').length > 0);
}

/** What could not be counted must be looked at. */
function mayHave(item: Answer, connection: string): boolean {
  const count = known(() => item.count(connection));
  return count === UNAVAILABLE || count > 0;
}
