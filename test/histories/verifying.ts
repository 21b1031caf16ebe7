import { releasedLifecycle } from '../../src/codec/lifecycle/released.ts';
import { type Facts, type PullFacts, UNAVAILABLE } from '../../src/core/facts/facts.ts';
import type { Plan } from '../../src/core/plan/steps/plan-types.ts';
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { checkCompleteness } from '../../src/core/verify/completeness/completeness.ts';
import { corroborate } from '../../src/core/verify/corroboration/corroboration.ts';
import { keyOfPull } from '../../src/core/verify/corroboration/shown-today.ts';
import type { PullEvidence, ReviewEvidence } from '../../src/core/verify/findings/github-evidence.ts';
import { happenedIn, type Replay } from './replay.ts';

/**
 * What verifying misses in the record right after the last run, where it should miss nothing. A merge of which too
 * little can be read leaves doubt; so does one that nobody saw before the item was reopened, where events were lost.
 */
export function missed(replay: Replay, again: Plan): readonly string[] {
  const { run, kept } = replay;
  const scene = happenedIn(replay).at(-1)?.scene;
  const record = run?.record ?? null;
  if (run === null || record === null || scene === undefined) return [];
  const { lifecycle } = run;
  const held = {
    record,
    isCalm: false,
    facts: again.situation.facts,
    plan: again,
    lifecycle,
    lifecycleOf: releasedLifecycle,
    now: scene.now,
  };
  const mayDoubt = kept !== 'all' || again.outcome === 'deferred' || again.unjudged.length > 0;
  return checkCompleteness(held)
    .filter(({ gravity }) => !(mayDoubt && gravity === 'inconclusive'))
    .map(({ gravity, message }) => `${gravity}: ${message}`);
}

/** Moments of the timeline, of which the facts hold the last ones only. */
const ON_THE_TIMELINE: readonly string[] = ['issue.closed', 'issue.reopened', 'issue.assigned'];

/** What verifying refutes in the record of an honest history, by what GitHub shows at its end. */
export function contradicted(replay: Replay): readonly string[] {
  const record = replay.run?.record ?? null;
  const facts = happenedIn(replay).at(-1)?.scene.facts(pullsNamedIn(record));
  if (record === null || facts === undefined || facts.pulls === UNAVAILABLE) return [];
  const { pulls, repo } = facts;
  const entries = entriesOf(record).filter(({ trigger }) => !ON_THE_TIMELINE.includes(trigger));
  const shown = {
    timeline: { closed: [], reopened: reopenings(facts), assigned: [], deletedComments: [] },
    pulls: new Map(pulls.map((pull) => [keyOfPull({ repo, number: pull.number }), remembered(pull)])),
    facts,
    lifecycleOf: releasedLifecycle,
  };
  return corroborate(entries, shown)
    .filter(({ gravity, honest }) => gravity !== 'notice' && !honest)
    .map(({ gravity, message }) => `${gravity}: ${message}`);
}

function pullsNamedIn(record: LoopRecord | null): readonly number[] {
  return [record?.head.pr, record?.head.merged_pr, record?.pr_number].filter((pr) => pr != null);
}

function reopenings({ reopenings: count, createdAt: at }: Facts) {
  return Array.from({ length: count }, () => ({ at, actor: null }));
}

function remembered(pull: PullFacts): PullEvidence {
  const { reviewHistory, mergedAt, mergedBy, createdAt, author, headSha } = pull;
  const reviews = reviewHistory === UNAVAILABLE ? [] : reviewHistory;
  return {
    opened: { at: createdAt, actor: author },
    headSha,
    merged: mergedAt === null ? null : { at: mergedAt, actor: mergedBy },
    reviews: reviews.map(
      ({ state, author: by, submittedAt, sha }): ReviewEvidence => ({ state, author: by, submittedAt, sha }),
    ),
    allReviews: reviewHistory !== UNAVAILABLE,
  };
}
