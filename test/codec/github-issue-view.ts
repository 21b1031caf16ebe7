import { Answer, type AnswerError } from '../../src/codec/github/answer/answer.ts';
import { issueView } from '../../src/codec/github/facts/issue.ts';
import { itemOf, repoOf } from '../../src/codec/github/facts/item.ts';
import { type Raw, rawData, rawIssue, rawRepo, who } from './github-raw.ts';

export const AT = '2026-11-22T08:00:00Z';

export function data(repo: Raw | null, errors: readonly AnswerError[] = []) {
  return new Answer(rawData(repo), errors);
}

export function view(issue: Raw = {}, repo: Raw = {}, errors: readonly AnswerError[] = []) {
  const answer = data(rawRepo({ ...repo, item: rawIssue(issue) }), errors);
  return issueView(repoOf(answer, AT, 'acme/widgets'), itemOf(answer, AT, 42, 'acme/widgets'));
}

export const list = (...nodes: readonly (Raw | null)[]) => ({ totalCount: nodes.length, nodes });
export const closedBy = (closer: Raw | null) =>
  list({ createdAt: '2026-11-06T08:00:00Z', actor: who('octocat'), closer });
