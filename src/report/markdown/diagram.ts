import type { Rejection, Transition } from '../../core/model.ts';

/** More than this no picture can show; the table beside it has the rest. */
const MAX_STATES = 20;
const MAX_EDGES = 30;
/** Letters that fit side by side in the column of a comment; each state takes some for its frame and arrow. */
const WIDEST_ROW = 80;
const FRAME = 9;
const LONGEST_NAME = 40;

/** What the diagram is drawn from: a record, or any part of one. */
export interface Path {
  readonly state: string;
  readonly transitions: readonly Pick<Transition, 'from_state' | 'to_state'>[];
  readonly rejections: readonly Pick<Rejection, 'from_state' | 'to_state'>[];
}

interface Edge {
  readonly from: string;
  readonly to: string;
}

const GOOD = ['ci_passed', 'approved', 'merged'];
const BAD = ['ci_failed'];

/** White letters on each have a contrast of 5 and more, on either background. */
const CLASSES = [
  '  classDef good fill:#1a7f37,stroke:#1a7f37,color:#ffffff',
  '  classDef bad fill:#b62324,stroke:#b62324,color:#ffffff',
  '  classDef now fill:#0969da,stroke:#0969da,color:#ffffff',
  '  classDef here stroke:#0969da,stroke-width:5px',
];

/** Whether there is something that a line of text does not show: a state entered again, or a refused step. */
export function isWorthDrawing({ transitions, rejections }: Path): boolean {
  return rejections.length > 0 || [...countVisits(transitions).values()].some((count) => count > 1);
}

/**
 * The visited states as a Mermaid diagram in a fenced block: how often each was entered, each step, refused steps
 * dotted (no words on them: those have little contrast in the dark); what was proven green, what failed or was refused red, where the item stands blue.
 *
 * It is a flowchart with `==>` because the arrow of Mermaid's state diagrams is the very text that ends an HTML
 * comment, and that may stand in a record comment once only. State names become labels of harmless characters, and
 * never identifiers, so that a state may be called `end`.
 */
export function renderDiagram({ state, transitions, rejections }: Path): string {
  const visits = countVisits(transitions);
  const ids = new Map<string, string>();
  const idOf = (name: string): string | undefined => {
    if (!ids.has(name) && ids.size < MAX_STATES) ids.set(name, `s${ids.size + 1}`);
    return ids.get(name);
  };
  for (const name of visits.keys()) idOf(name);
  const edges = [...drawEdges(transitions, '==>', idOf), ...drawEdges(rejections, '-.->', idOf)].slice(0, MAX_EDGES);
  const labels = new Map([...ids.keys()].map((name) => [name, labelOf(name, visits.get(name) ?? 0)]));
  const width = [...labels.values()].reduce((sum, label) => sum + label.length + FRAME, 0);
  return [
    '```mermaid',
    `flowchart ${width > WIDEST_ROW ? 'TB' : 'LR'}`,
    ...[...ids].map(([name, id]) => `  ${id}(["${labels.get(name) ?? ''}"])`),
    ...edges,
    ...CLASSES,
    ...coloured(ids, { state, visits }),
    '```',
  ].join('\n');
}

/** Where the item stands is blue, unless what that means has a colour; a state that was only refused was never entered. */
function coloured(
  ids: ReadonlyMap<string, string>,
  { state, visits }: { readonly state: string; readonly visits: ReadonlyMap<string, number> },
): readonly string[] {
  return [...ids].flatMap(([name, id]) => {
    const isBad = BAD.includes(name) || !visits.has(name);
    const colour = isBad ? 'bad' : GOOD.includes(name) ? 'good' : name === state ? 'now' : null;
    const here = name === state && colour !== 'now' ? [`  class ${id} here`] : [];
    return [...(colour === null ? [] : [`  class ${id} ${colour}`]), ...here];
  });
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
  return distinctEdges(steps).flatMap(({ from, to }) => {
    const [start, end] = [idOf(from), idOf(to)];
    return start === undefined || end === undefined ? [] : [`  ${start} ${arrow} ${end}`];
  });
}

function distinctEdges(steps: Path['transitions']): readonly Edge[] {
  const edges = steps.flatMap(({ from_state: from, to_state: to }) => (from === null ? [] : [{ from, to }]));
  return [...new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.to]), edge])).values()];
}

function labelOf(name: string, visits: number): string {
  const letters = [...name.slice(0, LONGEST_NAME)];
  const label = letters.map((character) => (/^[\p{L}\p{N} _.-]$/u.test(character) ? character : '_'));
  return label.join('') + (visits > 1 ? ` ×${visits}` : '');
}
