import type { Rejection, Transition } from '../../../core/model.ts';

/** More than this no picture can show; the table below it has the rest. */
const MAX_STATES = 20;
const MAX_EDGES = 30;
const WIDEST_ROW = 6;

/** What the diagram is drawn from: a record, or any part of one. */
interface Path {
  readonly state: string;
  readonly transitions: readonly Pick<Transition, 'from_state' | 'to_state'>[];
  readonly rejections: readonly Pick<Rejection, 'from_state' | 'to_state'>[];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  count: number;
}

/**
 * The visited states as a Mermaid diagram in a fenced block: how often each was entered, each step with its count,
 * refused steps dotted, the current state highlighted.
 *
 * It is a flowchart with `==>` because the arrow of Mermaid's state diagrams is the very text that ends an HTML
 * comment, and that may stand in a record comment once only. State names become labels of harmless characters, and
 * never identifiers, so that a state may be called `end`.
 */
export function firstDiagram({ state, transitions, rejections }: Path): string {
  const visits = countVisits(transitions);
  const ids = new Map<string, string>();
  const idOf = (name: string): string | undefined => {
    if (!ids.has(name) && ids.size < MAX_STATES) ids.set(name, `s${ids.size + 1}`);
    return ids.get(name);
  };
  for (const name of visits.keys()) idOf(name);
  const edges = [...drawEdges(transitions, '==>', idOf), ...drawEdges(rejections, '-.->', idOf)].slice(0, MAX_EDGES);
  const nodes = [...ids].map(([name, id]) => `  ${id}(["${labelOf(name, visits.get(name) ?? 0)}"])`);
  const current = ids.get(state);
  return [
    '```mermaid',
    `flowchart ${nodes.length > WIDEST_ROW ? 'TB' : 'LR'}`,
    ...nodes,
    ...edges,
    ...(edges.length > 0 ? ['  linkStyle default stroke-width:1.5px'] : []),
    '  classDef current fill:#1f6feb,stroke:#1f6feb,color:#ffffff',
    ...(current === undefined ? [] : [`  class ${current} current`]),
    '```',
  ].join('\n');
}

function countVisits(transitions: Path['transitions']): ReadonlyMap<string, number> {
  const visits = new Map<string, number>();
  for (const { to_state } of transitions) visits.set(to_state, (visits.get(to_state) ?? 0) + 1);
  return visits;
}

function drawEdges(
  steps: Path['transitions'],
  arrow: '==>' | '-.->',
  idOf: (name: string) => string | undefined,
): readonly string[] {
  return countEdges(steps).flatMap(({ from, to, count }) => {
    const [start, end] = [idOf(from), idOf(to)];
    const text = [...(arrow === '-.->' ? ['refused'] : []), ...(count > 1 ? [`×${count}`] : [])].join(' ');
    const label = text === '' ? '' : `|"${text}"|`;
    return start === undefined || end === undefined ? [] : [`  ${start} ${arrow}${label} ${end}`];
  });
}

function countEdges(steps: Path['transitions']): readonly Edge[] {
  const edges = new Map<string, Edge>();
  for (const { from_state: from, to_state: to } of steps) {
    if (from === null) continue;
    const key = JSON.stringify([from, to]);
    const edge = edges.get(key) ?? { from, to, count: 0 };
    edge.count++;
    edges.set(key, edge);
  }
  return [...edges.values()];
}

function labelOf(name: string, visits: number): string {
  const label = [...name.slice(0, 40)].map((character) => (/^[\p{L}\p{N} _.-]$/u.test(character) ? character : '_'));
  return label.join('') + (visits > 1 ? ` ×${visits}` : '');
}
