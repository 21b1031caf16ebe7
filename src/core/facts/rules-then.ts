import { type PullFacts, UNAVAILABLE } from './facts.ts';

/** A rule set was changed after the merge: what it asked for then cannot be known, which is not the same as nothing. */
export function rulesChangedSince({ mergedAt, rulesChangedAt }: PullFacts): boolean {
  if (mergedAt === null || rulesChangedAt === UNAVAILABLE || rulesChangedAt === null) return false;
  return rulesChangedAt > mergedAt;
}

/** What a person should know of the rules that a pull request is judged by. */
export function ruleWarnings(pull: PullFacts): readonly string[] {
  if (!rulesChangedSince(pull)) return [];
  return [
    `The rules of \`${pull.base}\` were changed after #${pull.number} was merged. What they asked for then is not known, so the merge is not judged by them.`,
  ];
}
