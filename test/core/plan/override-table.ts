import type { Lifecycle } from '../../../src/core/lifecycle/lifecycle.ts';
import { traitsIn } from '../../../src/core/lifecycle/traits.ts';
import { planItem } from '../../../src/core/plan/plan.ts';
import type { Plan, PlanRequest } from '../../../src/core/plan/steps/plan-types.ts';
import type { TransitionDraft } from '../../../src/core/record/append/append.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import { assertion, carriedOut, request } from '../run-plan.ts';
import { aStep, recordOf } from '../sample-drafts.ts';
import { actor, HEAD } from '../sample-facts.ts';
import { type Edges, type Fate, fateOf, type Name, type Scene, STATES, wayInto } from './override-oracle.ts';

export type Planner = (request: PlanRequest) => Plan;

const WHO = { override: true, reason: 'The checks were broken, not the change.', actor: actor('8') } as const;

/** One table: a lifecycle, the edges that it should have, and what GitHub shows. */
export interface Table {
  readonly edges: Edges;
  readonly lifecycle: Lifecycle;
  readonly scene: Scene;
}

/** A record that stands in a state by a claim, so that the facts do not lead it on. */
function recordIn({ edges, lifecycle, scene }: Table, state: Name): LoopRecord {
  const way: readonly Name[] = ['issue_created', ...wayInto(edges, state)];
  const basis = { observed: scene.observed, sha: HEAD, cycle: 0, rules: null };
  const steps = way.map((to, index) =>
    aStep({
      ...{ from: way[index - 1] ?? null, to, basis, pr: 43, sha: HEAD },
      source: to === state ? 'asserted' : 'reconstructed',
    }),
  );
  return recordOf(steps, { traitsOf: traitsIn(lifecycle) });
}

export interface Cell {
  readonly from: Name;
  readonly to: Name;
  readonly expected: Fate;
  readonly found: unknown;
}

/** All pairs of recorded state and target under one set of facts. */
export function tableOf(table: Table, planner: Planner): readonly Cell[] {
  return STATES.flatMap((from) => rowOf(table, from, planner));
}

/** From one state, whose own refusals are on the record, to each. */
export function rowOf(table: Table, from: Name, planner: Planner): readonly Cell[] {
  const { edges, lifecycle, scene } = table;
  const quiet = request({ facts: scene.facts, lifecycle, record: recordIn(table, from) });
  const record = carriedOut(quiet, planItem(quiet));
  const refused = scene.merge && !wayInto(edges, from).includes('merged') ? 'merged' : null;
  return STATES.map((to) => {
    const asked = { ...quiet, record, assertion: assertion(to, WHO) };
    return { from, to, expected: fateOf(edges, scene, from, to, refused), found: fateIn(asked, planner(asked)) };
  });
}

/** What a claim to each state that is refused advises, and whether an override in the next run does what it says. */
export function advisedFrom(
  table: Table,
  from: Name,
): readonly { readonly name: string; readonly advised: boolean; readonly helps: boolean }[] {
  const quiet = request({ facts: table.scene.facts, lifecycle: table.lifecycle, record: recordIn(table, from) });
  const record = carriedOut(quiet, planItem(quiet));
  return STATES.flatMap((to) => {
    const asked = { ...quiet, record, assertion: assertion(to) };
    const claimed = planItem(asked);
    if (!claimed.refused) return [];
    const forced = planItem({ ...asked, record: carriedOut(asked, claimed), assertion: assertion(to, WHO) });
    return [{ name: `${from} → ${to}`, advised: claimed.overrideTo !== null, helps: forced.reason === 'overridden' }];
  });
}

function fateIn({ record }: PlanRequest, made: Plan): Fate | Plan {
  const { drafts, outcome, reason } = made;
  const steps = drafts.filter((draft) => draft.kind === 'transition');
  if (outcome === 'rejected' && drafts.length === 0 && (reason === 'guard_false' || reason === 'illegal_transition')) {
    return { kind: reason };
  }
  if (outcome === 'unchanged' && drafts.length === 0) return { kind: 'stays' };
  if (outcome === 'unchanged' && reason === 'overridden' && answersFor(made, record)) return { kind: 'accepted' };
  const hangsTogether = steps.every(({ from }, index) => from === (steps[index - 1]?.to ?? record?.state));
  const isWhole = outcome === 'transitioned' && reason === 'overridden' && steps.length === drafts.length;
  const forced = steps.filter(isForced);
  const onward = steps.filter(({ source }) => source === 'reconstructed');
  if (!isWhole || !hangsTogether || forced.length + onward.length < steps.length) return made;
  return { kind: 'walks', forced: names(forced), onward: names(onward) };
}

/** By a note that names the rejection, the person and the reason. */
function answersFor({ drafts }: Plan, record: LoopRecord | null): boolean {
  const [note] = drafts;
  const seq = record?.rejections.at(-1)?.seq;
  if (drafts.length !== 1 || note?.kind !== 'note' || !('was' in note) || note.note !== 'accept' || seq === undefined)
    return false;
  const about = JSON.stringify(note.was) === JSON.stringify({ data: { seq }, kept: [], named: [] });
  return about && note.source === 'override' && note.actor === WHO.actor && note.metadata['reason'] === WHO.reason;
}

function isForced({ source, actor: who, metadata }: TransitionDraft): boolean {
  return source === 'override' && who === WHO.actor && metadata['reason'] === WHO.reason;
}

function names(steps: readonly TransitionDraft[]): readonly Name[] {
  return steps.flatMap(({ to }) => STATES.filter((name) => name === to));
}

const said = ({ from, to }: Cell, fate: unknown): string => `${from} → ${to}: ${JSON.stringify(fate)}`;

export function differences(cells: readonly Cell[]): readonly string[] {
  return cells
    .filter(({ expected, found }) => JSON.stringify(expected) !== JSON.stringify(found))
    .map((cell) => `${said(cell, cell.found)}, not ${said(cell, cell.expected)}`);
}
