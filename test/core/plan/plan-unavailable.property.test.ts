import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import { orderOf } from '../../../src/core/lifecycle/lifecycle.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import type { Plan, PlanRequest } from '../../../src/core/plan/steps/plan-types.ts';
import { RUNS } from '../../support/runs.ts';
import { anyHiding, hide } from '../any-facts.ts';
import { anyHistory, played } from '../any-history.ts';

/** The last run of a history with all facts known, and the same with some of them hidden. */
interface Pair {
  readonly known: PlanRequest;
  readonly hidden: PlanRequest;
}

function eachPair(check: (known: Plan, hidden: Plan, pair: Pair) => void): void {
  fc.assert(
    fc.property(anyHistory({ claims: false }), anyHiding, (history, hiding) => {
      const last = played(history).at(-1);
      if (last === undefined) return;
      const pair = { known: last.request, hidden: { ...last.request, facts: hide(last.request.facts, hiding) } };
      check(last.plan, planItem(pair.hidden), pair);
    }),
    RUNS,
  );
}

function rejectionsOf(made: Plan): readonly string[] {
  return made.drafts.filter((draft) => draft.kind === 'rejection').map((draft) => draft.code);
}

/** The states that a plan goes back to. */
function backwardsOf(made: Plan, { lifecycle }: PlanRequest): readonly string[] {
  return made.drafts
    .filter((draft) => draft.kind === 'transition')
    .filter((step) => step.from !== null && orderOf(lifecycle, step.to) <= orderOf(lifecycle, step.from))
    .map((step) => step.to);
}

describe('facts that could not be read', () => {
  test('never refuse what the facts, once read, would not refuse', () => {
    eachPair((known, hidden) => {
      if (rejectionsOf(hidden).length > 0) expect(known.violations).not.toEqual([]);
    });
  });

  test('never lead back where the facts, once read, would not lead back', () => {
    eachPair((known, hidden, pair) => {
      const back = backwardsOf(hidden, pair.hidden);
      if (back.length > 0) expect([back, backwardsOf(known, pair.known)]).not.toEqual([back, []]);
    });
  });

  test('never lead through a gate that the facts, once read, would keep shut', () => {
    eachPair((known, hidden, { known: { lifecycle } }) => {
      const gates = lifecycle.states.filter((state) => state.gate).map((state) => state.name);
      const entered = (made: Plan): readonly string[] =>
        made.drafts.flatMap((draft) => (draft.kind === 'transition' && gates.includes(draft.to) ? [draft.to] : []));
      for (const gate of entered(hidden)) expect(entered(known)).toContain(gate);
    });
  });

  test('refuse nothing at all when no pull request could be read, unless the issue itself says it', () => {
    eachPair((_known, _hidden, { known }) => {
      const made = planItem({ ...known, facts: { ...known.facts, pulls: UNAVAILABLE } });
      expect(rejectionsOf(made).filter((code) => code !== 'illegal_transition')).toEqual([]);
    });
  });

  test('make the run deferred, with a reason, or change nothing about what is known', () => {
    eachPair((_known, hidden) => {
      // A close that waits for its merge is told apart: what came before it is known.
      if (hidden.outcome !== 'deferred' || hidden.reason === 'merge_in_flight') return;
      expect(hidden.reason).toBe('evidence_unavailable');
      // Nothing is decided but that a record begins.
      expect(hidden.drafts.filter((draft) => draft.kind !== 'transition' || draft.from !== null)).toEqual([]);
      expect(hidden.refused).toBe(false);
    });
  });
});
