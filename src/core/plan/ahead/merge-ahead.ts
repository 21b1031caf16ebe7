import {
  checksMayAppear,
  type Facts,
  type Instant,
  type LoopRecord,
  type MissingNeed,
  missingNeed,
  orderOf,
  type PullFacts,
  type RunEvent,
  stateWithRole,
  UNAVAILABLE,
} from '../../model.ts';
import { type GateAnswers, type GateAsk, NO_ANSWERS } from '../gate/index.ts';
import type { Decision, PlanRequest } from '../steps/index.ts';
import { recordAfter } from './record-after.ts';

/** What becomes of a pull request that is merged at this moment. */
export type MergeAhead =
  | { readonly kind: 'in_order' }
  /** It would be refused, for want of these; none where the lifecycle has no way there. */
  | { readonly kind: 'refused'; readonly needs: readonly MissingNeed[] };

/**
 * Judges the merge that has not been made, by the very law that will judge it: the plan of the next run, with the facts
 * as they are now and the pull request merged.
 * @param pull the open one that the item follows
 * @param decide what plans
 */
export function mergeAhead(
  request: PlanRequest,
  decision: Decision,
  pull: PullFacts,
  decide: (request: PlanRequest) => Decision,
): MergeAhead {
  const record = decision.drafts.length === 0 ? request.record : recordAfter(request, decision.drafts);
  const facts = asMerged(request.facts, pull, request.now);
  const gate = withoutWithheld(request.gate ?? NO_ANSWERS);
  const made = decide({
    ...{ ...request, record, facts, gate },
    ...{ assertion: null, event: NO_EVENT, caused: [], occasion: 'event' },
  });
  const known = decision.violations.map(({ cause }) => cause);
  const refused = made.drafts.find((draft) => draft.kind === 'rejection' && !known.includes(draft.cause));
  if (refused?.kind === 'rejection') return { kind: 'refused', needs: refused.needs };
  if (made.outcome === 'deferred' || made.unjudged.length > 0) return lacking(missingNeed('unreadable', ['facts']));
  if (isUpToGate(request, made, known)) return lacking(missingNeed('vetoed'));
  const isExcused = made.drafts.some(({ flags }) => flags.includes('no_checks'));
  const isWaitedFor = isExcused && checksMayAppear(firstSeen(record, pull) ?? request.now, request.now);
  return isWaitedFor ? lacking(missingNeed('no_checks')) : { kind: 'in_order' };
}

/** The gate is yet to be asked about a state before the merge, or said no to one that the item does not go to by itself. */
function isUpToGate({ lifecycle }: PlanRequest, { asks, violations }: Decision, known: readonly string[]): boolean {
  const merged = stateWithRole(lifecycle, 'merged');
  const isBefore = ({ step }: GateAsk): boolean =>
    merged !== undefined && orderOf(lifecycle, step.to) < orderOf(lifecycle, merged.name);
  return asks.some(isBefore) || violations.some(({ cause }) => !known.includes(cause));
}

/** What is not asked in this run will be in the next one. */
function withoutWithheld({ known, asksAgain }: GateAnswers): GateAnswers {
  return { known: new Map([...known].filter(([, { kind }]) => kind !== 'withheld')), asksAgain };
}

const NO_EVENT: RunEvent = { name: '', action: null, sender: null, payload: {} };

function lacking(need: MissingNeed): MergeAhead {
  return { kind: 'refused', needs: [need] };
}

/** Nobody knows who will do it: somebody who objects to nothing. */
function asMerged(facts: Facts, { number }: PullFacts, now: Instant): Facts {
  if (facts.pulls === UNAVAILABLE) return facts;
  const merge = {
    state: 'merged',
    mergedAt: now,
    closedAt: now,
    conflict: null,
    group: null,
    earlierChecks: [],
  } as const;
  return { ...facts, pulls: facts.pulls.map((pull) => (pull.number === number ? { ...pull, ...merge } : pull)) };
}

/** When LoopForge first saw this head; null: it has not before. */
function firstSeen(record: LoopRecord | null, { headSha }: PullFacts): Instant | null {
  return record?.transitions.find(({ sha }) => sha === headSha)?.recorded_at ?? null;
}
