import { describe, expect, test } from 'vitest';
import { type Facts, UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import type { Edge, Lifecycle, State } from '../../../src/core/lifecycle/lifecycle.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import type { Plan } from '../../../src/core/plan/steps/plan-types.ts';
import type { TransitionDraft } from '../../../src/core/record/append/append.ts';
import { assertion, STANDARD, STRICT } from '../run-plan.ts';
import { aRejection } from '../sample-drafts.ts';
import { at } from '../sample-facts.ts';
import { EDGES, type Name, SCENES, STATES } from './override-oracle.ts';
import { advisedFrom, differences, type Planner, rowOf, tableOf } from './override-table.ts';

const LAWS = { standard: STANDARD, strict: STRICT } as const;
const TABLES = (['standard', 'strict'] as const).flatMap((law) => SCENES.map((scene) => ({ law, scene })));

/** What the first table that finds something finds, with a planner or lifecycles of one's own. */
function found(planner: Planner, change: (lifecycle: Lifecycle) => Lifecycle = (same) => same): readonly string[] {
  for (const { law, scene } of TABLES) {
    const differing = differences(tableOf({ edges: EDGES[law], lifecycle: change(LAWS[law]), scene }, planner));
    if (differing.length > 0) return differing;
  }
  return [];
}

describe('an override, from every state to every state', () => {
  test.each(TABLES)('$law: $scene.name', ({ law, scene }) => {
    const cells = tableOf({ edges: EDGES[law], lifecycle: LAWS[law], scene }, planItem);
    expect(cells).toHaveLength(100);
    expect(differences(cells)).toEqual([]);
  });

  test.each([
    ['standard', 'issue_created', 'merged', ['task_queued', 'pr_created', 'ci_pending', 'ci_passed', 'merged']],
    ['strict', 'ci_failed', 'merged', ['ci_pending', 'ci_passed', 'merged']],
    ['standard', 'ci_failed', 'closed', ['ci_pending', 'ci_passed', 'merged', 'closed']],
    ['strict', 'awaiting_review', 'merged', ['approved', 'merged']],
    ['standard', 'awaiting_review', 'merged', ['approved', 'merged']],
  ] as const)('%s: over red checks from %s to %s', (law, from, to, forced) => {
    const scene = SCENES.find(({ merge, open }) => merge && !open);
    const row = scene === undefined ? [] : rowOf({ edges: EDGES[law], lifecycle: LAWS[law], scene }, from, planItem);
    expect(row.find((cell) => cell.to === to)?.found).toMatchObject({ kind: 'walks', forced });
  });
});

describe('a refused claim advises an override where one helps, and only there', () => {
  test.each(TABLES)('$law: $scene.name', ({ law, scene }) => {
    const table = { edges: EDGES[law], lifecycle: LAWS[law], scene };
    const all = STATES.flatMap((from) => advisedFrom(table, from));
    expect(all.length).toBeGreaterThan(30);
    expect(all.filter(({ advised, helps }) => advised !== helps)).toEqual([]);
  });
});

describe('the tables find', () => {
  test.each<readonly [string, Planner]>([
    ['takes an open pull request for merged', (asked) => planItem({ ...asked, facts: asMerged(asked.facts) })],
    ['takes a closed issue for open', (asked) => planItem({ ...asked, facts: asOpen(asked.facts) })],
    ['takes the first step only', (asked) => withSteps(planItem(asked), (steps) => steps.slice(0, 1))],
    ['jumps to the last step', (asked) => withSteps(planItem(asked), (steps) => steps.slice(-1))],
    ['forgets the reason', (asked) => withEach(planItem(asked), { metadata: {} })],
    ['forgets the actor', (asked) => withEach(planItem(asked), { actor: null })],
    ['claims in place of forcing', (asked) => planItem({ ...asked, assertion: assertion(asked.assertion?.to ?? '') })],
    ['accepts nothing', (asked) => withoutNotes(planItem(asked))],
    ['records a refused override', (asked) => withRefusal(planItem(asked))],
  ])('a planner that %s', (_name, planner) => {
    expect(found(planner)).not.toEqual([]);
  });

  test.each<readonly [string, (lifecycle: Lifecycle) => Lifecycle]>([
    ['leads past the checks', (law) => withEdges(law, 'ci_pending', (to) => [...to, edge('merged')])],
    ['leads out of the end', (law) => withEdges(law, 'closed', () => [edge('task_queued')])],
    [
      'hides a merge behind a close',
      (law) => withEdges(law, 'task_queued', () => [edge('pr_created'), edge('closed')]),
    ],
    [
      'knows no approval',
      (law) => withEdges(law, 'awaiting_review', (to) => to.filter((one) => one.to !== 'approved')),
    ],
    ['has a merge that means nothing', (law) => withState(law, 'merged', { role: null })],
    ['has an end that is none', (law) => withState(law, 'closed', { terminal: false, role: null })],
    ['has an approval that is no gate', (law) => withState(law, 'approved', { gate: false })],
  ])('a lifecycle that %s', (_name, change) => {
    expect(found(planItem, change)).not.toEqual([]);
  });
});

function asMerged(facts: Facts): Facts {
  if (facts.pulls === UNAVAILABLE) return facts;
  const end = at('09:00:00');
  return { ...facts, pulls: facts.pulls.map((pull) => ({ ...pull, state: 'merged', mergedAt: end, closedAt: end })) };
}

function asOpen(facts: Facts): Facts {
  return { ...facts, closedAt: null, issue: facts.issue && { ...facts.issue, state: 'open', closer: null } };
}

function withSteps(made: Plan, change: (steps: readonly TransitionDraft[]) => readonly TransitionDraft[]): Plan {
  return { ...made, drafts: change(made.drafts.filter((draft) => draft.kind === 'transition')) };
}

function withEach(made: Plan, change: Partial<TransitionDraft>): Plan {
  return withSteps(made, (steps) => steps.map((step) => ({ ...step, ...change })));
}

function withoutNotes(made: Plan): Plan {
  return { ...made, drafts: made.drafts.filter((draft) => draft.kind !== 'note') };
}

function withRefusal(made: Plan): Plan {
  return made.refused ? { ...made, drafts: [...made.drafts, aRejection()] } : made;
}

function edge(to: Name): Edge {
  return { to, if: null, trigger: null };
}

function withState(lifecycle: Lifecycle, name: Name, change: Partial<State>): Lifecycle {
  const states = lifecycle.states.map((state) => (state.name === name ? { ...state, ...change } : state));
  return { ...lifecycle, states };
}

function withEdges(lifecycle: Lifecycle, name: Name, change: (to: readonly Edge[]) => readonly Edge[]): Lifecycle {
  const to = lifecycle.states.find((state) => state.name === name)?.to ?? [];
  return withState(lifecycle, name, { to: change(to) });
}
