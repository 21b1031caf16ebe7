import { type Instant, latestOf, type PullFacts, type RequiredCheck, type ReviewRule } from '../../../core/model.ts';
import { type Answer, known } from '../answer/index.ts';

type Rules = Pick<PullFacts, 'reviewRule' | 'requiredChecks' | 'rulesChangedAt' | 'classicProtection'>;

/** What classic protection and rule sets demand of the base branch; unavailable where they could not be read whole. */
export function branchRulesOf(pull: Answer): Rules {
  return {
    reviewRule: known(() => reviewRule(pull)),
    requiredChecks: known(() => requiredChecks(pull)),
    rulesChangedAt: known(() => changedAt(pull)),
    classicProtection: known(() => classicOf(pull) !== null),
  };
}

/** What a branch demanded that is gone by now cannot be known: that is not "nothing". */
function baseOf(pull: Answer): Answer {
  return pull.orNull('baseRef') ?? pull.at('baseRef').lacking();
}

function classicOf(pull: Answer): Answer | null {
  return baseOf(pull).orNull('refUpdateRule');
}

function setsOf(pull: Answer): readonly Answer[] {
  return baseOf(pull).whole('rules');
}

/** The parameters of the rules of one kind. */
function parametersOf(pull: Answer, kind: string): readonly Answer[] {
  return setsOf(pull)
    .flatMap((rule) => rule.orNull('parameters') ?? [])
    .filter((parameters) => parameters.text('__typename') === kind);
}

/** Each required context once. */
function requiredChecks(pull: Answer): readonly RequiredCheck[] {
  const classic = classicOf(pull);
  const contexts = classic?.orNull('requiredStatusCheckContexts')?.members() ?? [];
  const named = contexts.map((_, index) => classic?.at('requiredStatusCheckContexts').text(index) ?? '');
  const pinned = parametersOf(pull, 'RequiredStatusChecksParameters')
    .flatMap((parameters) => parameters.list('requiredStatusChecks'))
    .map((check) => ({ name: check.text('context'), appId: check.idOrNull('integrationId') }));
  const required = new Map<string, RequiredCheck>();
  for (const check of [...named.map((name) => ({ name, appId: null })), ...pinned]) {
    required.set(JSON.stringify([check.name, check.appId]), check);
  }
  return [...required.values()];
}

/** Several rules hold together, so the strictest of each kind does. */
function reviewRule(pull: Answer): ReviewRule | null {
  const classic = classicOf(pull);
  const sets = parametersOf(pull, 'PullRequestParameters');
  const counts = sets.map((set) => set.number('requiredApprovingReviewCount'));
  const required = Math.max(0, classic?.numberOrNull('requiredApprovingReviewCount') ?? 0, ...counts);
  const codeOwners =
    classic?.flag('requiresCodeOwnerReviews') === true || sets.some((set) => set.flag('requireCodeOwnerReview'));
  if (required === 0 && !codeOwners) return null;
  const told = (key: string): boolean | null => (sets.length === 0 ? null : sets.some((set) => set.flag(key)));
  return {
    required,
    codeOwners,
    lastPush: told('requireLastPushApproval'),
    dismissesStale: told('dismissStaleReviewsOnPush'),
  };
}

/** A rule set that GitHub does not show is one whose change we cannot date. */
function changedAt(pull: Answer): Instant | null {
  const times = setsOf(pull).map((rule) =>
    (rule.orNull('repositoryRuleset') ?? rule.at('repositoryRuleset').lacking()).time('updatedAt'),
  );
  return latestOf(times);
}
