import type { NextItem, NextTold, PlannedEntry } from '../../../compose/next/index.ts';
import { type Line, type Piece, SIGN_TONES, type Tone, wrapped } from '../../terminal/index.ts';

const INDENT = '  ';

/** What may come next for an item, for people: the sentence first, then what it rests on. */
export function nextLines({ next: told, title }: NextTold, columns: number): readonly Line[] {
  const block = (text: string, tone?: Tone): readonly Line[] =>
    wrapped(text, columns - INDENT.length).map((line): Line => [INDENT, tone ? { tone, text: line } : line]);
  const { item, next, notice, missing, planned, recorded, state } = told;
  const steps = stepsOf(planned, recorded);
  return [
    [{ tone: 'strong', text: item }, ...standing(told, title)],
    ...(notice === null ? [] : block(notice)),
    ...(next === null ? [] : block(`Next: ${next}`)),
    ...missing.filter(({ summary }) => !says(next, summary)).flatMap(({ summary }) => block(`Missing: ${summary}`)),
    ...told.violations.flatMap((violation) => block(violationText(violation), 'bad')),
    ...(state === null ? [] : block(allowedText(told))),
    ...(steps === '' ? [] : block(`The next run records: ${steps}`)),
  ];
}

function standing({ state: next, recorded }: NextItem, title: NextTold['title']): readonly Piece[] {
  const state = next ?? recorded;
  if (title !== null) return [INDENT, { tone: SIGN_TONES[title.sign], text: `${title.text} (${state})` }];
  return state === null ? [] : [INDENT, `(${state})`];
}

/** What is the whole of the sentence already is not said twice. */
function says(next: string | null, summary: string): boolean {
  return next?.toLowerCase() === summary.toLowerCase();
}

function violationText({ seq, summary, remedy }: NextItem['violations'][number]): string {
  return `Out of order${seq === null ? '' : ` (entry ${seq})`}: ${summary} ${remedy}`.trimEnd();
}

function allowedText({ allowed, state }: NextItem): string {
  if (allowed === null) return `Where ${state} leads to the record does not tell.`;
  if (allowed.length === 0) return `From ${state} nothing leads on now.`;
  return `From ${state} the lifecycle leads to ${allowed.join(', ')}`;
}

/** The steps as one way, and what else is appended. */
function stepsOf(planned: readonly PlannedEntry[], recorded: string | null): string {
  const steps = planned.filter((entry) => entry.kind === 'transition').map(({ to }) => to);
  const others = planned.flatMap((entry) => {
    if (entry.kind === 'transition') return [];
    return [entry.kind === 'note' ? `a note (${entry.note})` : `a refusal (${entry.code})`];
  });
  const way = steps.length === 0 ? [] : [[...(recorded === null ? [] : [recorded]), ...steps].join(' → ')];
  return [...way, ...others].join(', ');
}
