import type { Answer } from './github-answer.ts';
import { mayHoldRecord } from './github-comments.ts';

/** What a sweep needs to decide whether to look at an item. */
export interface SweepItem {
  readonly kind: 'issue' | 'pull_request';
  readonly number: number;
  readonly state: 'open' | 'closed';
  readonly updatedAt: string;
  readonly closedAt: string | null;
  readonly hasRecordComment: boolean;
  /** False: there are comments that were not looked at, so a missing record is not known to be missing. */
  readonly allCommentsSeen: boolean;
  /** An issue: an open pull request refers to it. A pull request: it is open. */
  readonly hasOpenPull: boolean;
  readonly hasAssignee: boolean;
  /** A pull request that closes an issue is no item itself. */
  readonly closesIssue: boolean;
}

/** One item of a page of the sweep queries. */
export function sweepItem(item: Answer): SweepItem {
  const pullState = item.textOrNull('pullState');
  const comments = [...item.at('old').nodes, ...item.at('recent').nodes].filter((comment) => !comment.missing);
  const open = (pullState ?? item.text('issueState')) === 'OPEN';
  return {
    kind: pullState === null ? 'issue' : 'pull_request',
    number: item.number('number'),
    state: open ? 'open' : 'closed',
    updatedAt: item.time('updatedAt'),
    closedAt: item.timeOrNull('closedAt'),
    hasRecordComment: comments.some((comment) => mayHoldRecord(comment.textOrNull('body') ?? '')),
    allCommentsSeen: new Set(comments.map((one) => one.text('id'))).size >= item.at('old').number('totalCount'),
    hasOpenPull: pullState === null ? count(item, 'pulls') > 0 : open,
    hasAssignee: count(item, 'assignees') > 0,
    closesIssue: count(item, 'closing') > 0,
  };
}

function count(item: Answer, connection: string): number {
  return item.at(connection).numberOrNull('totalCount') ?? 0;
}
