import type { SweepItem } from '../../core/ports.ts';
import type { Answer } from './github-answer.ts';
import { isOverwritten, mayHoldRecord } from './github-comments.ts';

/** A line of the sweep's list, and what deciding about the end of the list needs. */
export interface SweepNode extends SweepItem {
  readonly state: 'open' | 'closed';
  readonly updatedAt: string;
  readonly closedAt: string | null;
}

/** One item of a page of the sweep queries. */
export function sweepItem(item: Answer): SweepNode {
  const pullState = item.textOrNull('pullState');
  const comments = [...item.at('old').nodes, ...item.at('recent').nodes].filter((comment) => !comment.missing);
  const open = (pullState ?? item.text('issueState')) === 'OPEN';
  return {
    kind: pullState === null ? 'issue' : 'pull_request',
    number: item.number('number'),
    state: open ? 'open' : 'closed',
    updatedAt: item.time('updatedAt'),
    closedAt: item.timeOrNull('closedAt'),
    hasRecordComment: comments.some(
      (comment) => mayHoldRecord(comment.textOrNull('body') ?? '') || isOverwritten(comment),
    ),
    allCommentsSeen: new Set(comments.map((one) => one.text('id'))).size >= item.at('old').number('totalCount'),
    hasOpenPull: pullState === null ? count(item, 'pulls') > 0 : open,
    hasAssignee: count(item, 'assignees') > 0,
    closesIssue: count(item, 'closing') > 0,
  };
}

function count(item: Answer, connection: string): number {
  return item.at(connection).numberOrNull('totalCount') ?? 0;
}
