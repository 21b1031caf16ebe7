import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Facts, type PullFacts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { type Edge, orderOf, type State, stateOf } from '../../../src/core/lifecycle/lifecycle.ts';
import { type Conditions, conditionsOn } from '../../../src/core/lifecycle/observe.ts';
import { stillOpen } from '../../../src/core/plan/in-flight.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import type { Draft, RejectionDraft, TransitionDraft } from '../../../src/core/record/append/append.ts';
import type { Transition } from '../../../src/core/record/entry.ts';
import { assess } from '../../../src/core/situation/situation.ts';
import { RUNS } from '../../support/runs.ts';
import { anyHistory, played, type Run } from '../any-history.ts';

function transitionsOf(drafts: readonly Draft[]): readonly TransitionDraft[] {
  return drafts.filter((draft) => draft.kind === 'transition');
}

function rejectionsOf(drafts: readonly Draft[]): readonly RejectionDraft[] {
  return drafts.filter((draft) => draft.kind === 'rejection');
}

/** The steps that were derived from the facts: not the birth, not forced by a person. */
function derivedSteps(run: Run): readonly TransitionDraft[] {
  return transitionsOf(run.plan.drafts).filter((step) => step.from !== null && step.source !== 'override');
}

/** The conditions of a run: as the facts are, and as they are once the run's own claim counts. */
function conditionsOf({ request }: Run): readonly Conditions[] {
  const { assertion } = request;
  return readingsOf(request.facts).flatMap((facts) => {
    const plain = conditionsOn(assess({ ...request, facts }).contexts);
    if (assertion === null) return [plain];
    return [plain, conditionsOn(assess({ ...request, facts, asserting: assertion.to }).contexts)];
  });
}

/** The facts; before a close whose merge is on the way; without what only later words tie to the item. */
function readingsOf(facts: Facts): readonly Facts[] {
  const { pulls } = facts;
  const isLate = ({ edited, mergedAt }: PullFacts): boolean =>
    edited !== UNAVAILABLE && edited !== null && mergedAt !== null && edited.at > mergedAt;
  const late = pulls === UNAVAILABLE ? [] : pulls.filter(isLate);
  const without = (gone: readonly PullFacts[]): Facts =>
    pulls === UNAVAILABLE ? facts : { ...facts, pulls: pulls.filter((pull) => !gone.includes(pull)) };
  const said = [facts, ...late.map((pull) => without([pull])), without(late)];
  return [...said, ...said.map(stillOpen)];
}

function targetOf({ request }: Run, step: TransitionDraft): State {
  const target = stateOf(request.lifecycle, step.to);
  if (target === undefined) throw new Error(`no state ${step.to}`);
  return target;
}

/** All edges between the two states: several may lead to one state, each with a guard and a trigger of its own. */
function edgesOf({ request }: Run, step: TransitionDraft): readonly Edge[] {
  return stateOf(request.lifecycle, step.from ?? '')?.to.filter((edge) => edge.to === step.to) ?? [];
}

/** The edge that is open: the first whose guard holds. */
function openEdges(run: Run, step: TransitionDraft): readonly (Edge | undefined)[] {
  const edges = edgesOf(run, step);
  return conditionsOf(run).map((conditions) => edges.find((edge) => conditions.guardOf(edge).value === true));
}

const BEFORE_CHECKS = ['issue_created', 'task_queued', 'pr_created', 'ci_pending', 'ci_failed'];

/** Steps into the merge with no passed checks behind them; an item that is adopted was taken over as it was found. */
function unprovenMerges(transitions: readonly Transition[]): readonly Transition[] {
  let passed = false;
  return transitions.filter((step) => {
    if (step.to_state === 'ci_passed' || step.flags.includes('unproven')) passed = true;
    else if (BEFORE_CHECKS.includes(step.to_state)) passed = false;
    return step.to_state === 'merged' && !passed;
  });
}

const eachRun = (check: (run: Run) => void) =>
  fc.assert(
    fc.property(anyHistory(), (history) => played(history).forEach(check)),
    RUNS,
  );

describe('whatever the facts, a plan', () => {
  test('takes steps that hang together, from the recorded state to the planned one', () => {
    eachRun(({ request, plan: made }) => {
      let at = request.record?.state ?? null;
      for (const step of transitionsOf(made.drafts)) {
        expect(step.from).toBe(at);
        at = step.to;
      }
      expect(made.state).toBe(at);
    });
  });

  test('takes edges of the lifecycle only, forced or not', () => {
    eachRun((run) => {
      for (const step of transitionsOf(run.plan.drafts)) {
        if (step.from !== null) expect(edgesOf(run, step)).not.toEqual([]);
      }
    });
  });

  test('takes no edge whose guard does not hold', () => {
    eachRun((run) => {
      for (const step of derivedSteps(run)) {
        expect(openEdges(run, step).filter((edge) => edge !== undefined)).not.toEqual([]);
      }
    });
  });

  test('says the trigger of the edge that is open, where it has one of its own', () => {
    eachRun((run) => {
      for (const step of derivedSteps(run)) {
        if (step.source === 'asserted') continue;
        const triggers = openEdges(run, step).flatMap((edge) => (edge === undefined ? [] : [edge.trigger]));
        if (!triggers.includes(null)) expect(triggers).toContain(step.trigger);
      }
    });
  });

  test('enters no gate whose condition does not hold', () => {
    eachRun((run) => {
      for (const step of derivedSteps(run)) {
        const target = targetOf(run, step);
        if (!target.gate) continue;
        expect(conditionsOf(run).map((conditions) => conditions.whenOf(target).value)).toContain(true);
      }
    });
  });

  test('leads to a merge only through checks that passed since the pull request was opened, forced or not', () => {
    fc.assert(
      fc.property(anyHistory({ maxLength: 10 }), (history) => {
        expect(unprovenMerges(played(history).at(-1)?.after?.transitions ?? [])).toEqual([]);
      }),
      RUNS,
    );
  });

  test('steps back only first', () => {
    eachRun((run) => {
      const { lifecycle } = run.request;
      for (const step of derivedSteps(run).slice(1)) {
        if (step.source === 'asserted') continue;
        expect(orderOf(lifecycle, step.to)).toBeGreaterThan(orderOf(lifecycle, step.from ?? ''));
      }
    });
  });

  test('refuses with a code, a cause and the act that cannot be', () => {
    eachRun((run) => {
      for (const draft of run.plan.drafts) {
        if (draft.kind !== 'rejection') continue;
        expect(['illegal_transition', 'gate_not_met', 'gate_lost', 'guard_false']).toContain(draft.code);
        expect(draft.cause.startsWith(`${draft.code}|`)).toBe(true);
        expect(draft.message).toContain(draft.code === 'gate_lost' ? 'Gate lost: ' : `${draft.from} → ${draft.to}. `);
      }
    });
  });

  test('records the refusal of a claim as a claim, and no other refusal as one', () => {
    let refused = 0;
    eachRun(({ request, plan: made }) => {
      const { assertion } = request;
      const byFacts = planItem({ ...request, assertion: null });
      if (byFacts.outcome === 'ignored') return;
      const found = new Set(rejectionsOf(byFacts.drafts).map(({ cause }) => cause));
      for (const draft of rejectionsOf(made.drafts)) {
        const isClaim = !found.has(draft.cause);
        expect(draft.source === 'asserted').toBe(isClaim);
        if (!isClaim) continue;
        refused += 1;
        const { to, trigger, actor, metadata } = assertion ?? {};
        expect(draft).toMatchObject({ to, trigger, actor, metadata });
      }
    });
    expect(refused).toBeGreaterThan(RUNS.numRuns / 10);
  });

  test('says "rejected" exactly when the run is refused, and "transitioned" only with a step', () => {
    eachRun(({ plan: made }) => {
      const steps = transitionsOf(made.drafts).length;
      expect(made.outcome === 'rejected').toBe(made.refused);
      if (made.outcome === 'transitioned' || made.outcome === 'created') expect(steps).toBeGreaterThan(0);
      // Before a close that waits for its merge, the steps up to it are taken.
      const still = made.reason === 'merge_in_flight' ? [] : ['unchanged', 'ignored', 'deferred'];
      if (still.includes(made.outcome)) expect(steps).toBe(0);
    });
  });

  test('is the same when it is made again from the same things', () => {
    eachRun(({ request, plan: made }) => {
      expect(planItem(request).drafts).toEqual(made.drafts);
    });
  });
});

describe('whatever the facts, the order of a list', () => {
  test('of pull requests, reviews or checks decides nothing', () => {
    eachRun(({ request, plan: made }) => {
      const { facts } = request;
      if (facts.pulls === UNAVAILABLE || facts.issue === null) return;
      const pulls = facts.pulls.toReversed().map(
        (pull): PullFacts => ({
          ...pull,
          reviews: pull.reviews === UNAVAILABLE ? UNAVAILABLE : pull.reviews.toReversed(),
          checks: pull.checks === UNAVAILABLE ? UNAVAILABLE : pull.checks.toReversed(),
        }),
      );
      const again = planItem({ ...request, facts: { ...facts, pulls } });
      expect(again.drafts.map((draft) => [draft.kind, draft.trigger, draft.at])).toEqual(
        made.drafts.map((draft) => [draft.kind, draft.trigger, draft.at]),
      );
    });
  });
});
