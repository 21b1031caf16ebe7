import type { LoopRecord, Rejection } from '../../core/model.ts';
import { codeSpan, itemLink, said } from '../markdown/index.ts';
import { nextSentence, type Stage, titleOf, wayOf } from '../standing/index.ts';

const TITLE_LIMIT = 120;
const NEXT_LIMIT = 600;
/** In the colour of the text: without the selector (U+FE0E) some take the first and the third for pictures. */
const MARKS = { past: '✔\uFE0E', now: '●', wrong: '✖\uFE0E', ahead: '○' } as const;
/** More stations than this are no line any more. */
const MOST_STAGES = 12;

/** What somebody reads first: where the item stands, the way that it takes, and what is to be done. As Markdown, a line each. */
export function faceOf(record: LoopRecord, open: readonly (Rejection | null)[], repoUrl: string): readonly string[] {
  return [titleLine(record, open), wayLine(record, open, repoUrl), nextLine(record, open)];
}

function titleLine(record: LoopRecord, open: readonly (Rejection | null)[]): string {
  const { sign, text } = titleOf(record, open);
  return `### ${sign} ${said(text, TITLE_LIMIT)} <small>${codeSpan(record.state)}</small>`;
}

function wayLine(record: LoopRecord, open: readonly (Rejection | null)[], repoUrl: string): string {
  const { stages, isCut } = wayOf(record, open);
  const shown = stages.slice(-MOST_STAGES);
  const before = isCut || shown.length < stages.length ? ['…'] : [];
  return [...before, ...shown.map((stage) => stationOf(stage, record, repoUrl))].join('&nbsp;→ ');
}

/** One word where lines are broken, so that a sign stays beside its name. */
function stationOf({ name, isState, mark, count }: Stage, { pr_number }: LoopRecord, repoUrl: string): string {
  const isPull = !isState && name === 'pull request' && pr_number !== null && mark !== 'ahead';
  const own = isPull ? itemLink('pull request', pr_number, repoUrl) : name;
  const shown = isState ? codeSpan(name) : own.replaceAll(' ', '&nbsp;');
  const station = `${MARKS[mark]}&nbsp;${shown}${count > 1 ? `&nbsp;×${count}` : ''}`;
  return mark === 'now' || mark === 'wrong' ? `**${station}**` : station;
}

function nextLine(record: LoopRecord, open: readonly (Rejection | null)[]): string {
  const next = nextSentence(record, open);
  return next === null ? 'Nothing is left to do.' : `**Next:** ${said(next, NEXT_LIMIT)}`;
}
