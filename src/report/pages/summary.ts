import { isTransition, type LoopRecord } from '../../core/model.ts';
import { appendedBy, type ItemResult, type OpenViolation, standingOf } from '../../core/outcome/index.ts';
import {
  aboutOf,
  effectMessages,
  OUTCOME_WORDS,
  OVERRIDE_ADVICE,
  openRefusals,
  overrideAdvice,
  remedyPhrase,
} from '../../core/words/index.ts';
import { codeLink, codeSpan, commentLink, itemLink, said } from '../markdown/index.ts';
import { statesPassed, type Title, titleOf } from '../standing/index.ts';

const MAX_LINES = 10;
const SENTENCE_LIMIT = 700;

export interface SummaryOptions {
  /** Web address of the repository, such as `https://github.com/acme/widgets`. */
  readonly repoUrl: string;
  readonly dryRun?: boolean;
}

/**
 * What one run did for one item, as Markdown for the job summary: one line, and where something is out of order or went
 * wrong what it is, what settles it, and the step to paste. Holds no outside text unescaped.
 */
export function renderSummary(result: ItemResult, options: SummaryOptions): string {
  const standing = standingOf(result);
  const violations = standing?.violations ?? [];
  return joined([
    headline(result, options),
    alert(result.outcome === 'rejected' || result.outcome === 'failed' ? 'CAUTION' : 'WARNING', [
      ...messageOf(result, violations),
      ...violations.map((one) => violationLine(one)),
    ]),
    overrideStepToPaste(result),
    alert('NOTE', notesOf(result).flatMap(lines)),
    alert('WARNING', [...effectMessages(result).flatMap(lines), ...(standing?.warnings ?? []).flatMap(lines)]),
    aside(standing?.remarks ?? []),
  ]);
}

/** What was done to one item by hand, as Markdown for the job summary. `item`: a link, as Markdown. */
export function renderNotice(item: string, notice: string): string {
  return joined([`### LoopForge: ${item}`, alert('NOTE', lines(notice))]);
}

function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The sign and the words of the comment; of a result without a record what came of it. */
function headline(result: ItemResult, { repoUrl, dryRun = false }: SummaryOptions): string {
  const standing = standingOf(result);
  const title = titleFor(result, standing?.record ?? null);
  const url = standing?.comment?.url ?? null;
  const isOwn = result.subject.kind !== 'run' && standing?.pull?.number === result.subject.number;
  const pull = standing?.pull == null || isOwn ? [] : [itemLink('pull request', standing.pull.number, repoUrl)];
  const parts = [
    `${title.sign} ${itemOf(result, repoUrl)}: ${commentLink(`**${said(title.text, SENTENCE_LIMIT)}**`, url, repoUrl)}`,
    ...happened(result, dryRun),
    ...pull,
  ];
  return parts.join(' · ');
}

function titleFor({ outcome }: ItemResult, record: LoopRecord | null): Title {
  if (outcome === 'failed') return { sign: '❌', text: OUTCOME_WORDS.failed };
  const open = record === null ? [] : openRefusals(record);
  // Of a refusal that is not on record (a dry run, a refused override) the record's own title says nothing.
  if (outcome === 'rejected' && open.length === 0) return { sign: '❌', text: OUTCOME_WORDS.rejected };
  return record === null ? { sign: '⏹️', text: OUTCOME_WORDS[outcome] } : titleOf(record, open);
}

/** The steps that were taken; where there was none, why nothing moved. */
function happened(result: ItemResult, dryRun: boolean): readonly string[] {
  const { outcome, reason } = result;
  const steps = appendedBy(result).filter(isTransition);
  // The box beneath says why.
  const isBad = outcome === 'rejected' || outcome === 'failed';
  const isTold = isBad || (standingOf(result)?.violations ?? []).length > 0;
  const dry = dryRun && outcome !== 'failed' ? ['dry run, nothing was written'] : [];
  const why = [...(reason === '' || isTold ? [] : [codeLink(reason)]), ...dry];
  if (steps.length === 0) return why.length > 0 || isBad ? why : ['nothing new'];
  const shown = statesPassed(steps).map((state) => (state === null ? '…' : codeSpan(state)));
  const told = `${dryRun ? 'would go ' : ''}${shown.join(' → ')}`;
  return [told, ...why];
}

function itemOf(result: ItemResult, repoUrl: string): string {
  const { subject } = result;
  if (subject.kind === 'run') return 'LoopForge';
  const isPull = subject.kind === 'pull_request' || standingOf(result)?.pull?.number === subject.number;
  return itemLink(isPull ? 'pull request' : 'issue', subject.number, repoUrl);
}

/** What is said of a result that no violation tells. */
function messageOf(result: ItemResult, violations: readonly OpenViolation[]): readonly string[] {
  if (!('message' in result) || violations.some(({ message }) => message === result.message)) return [];
  const [first = '', ...more] = lines(result.message);
  const told = `${first}${result.reason === '' ? '' : ` (${codeLink(result.reason)})`}`;
  const remedies = result.outcome === 'rejected' ? remedyPhrase(result.remedies, aboutOf(result)) : '';
  return [told, ...more, said(remedies, SENTENCE_LIMIT)].filter((line) => line !== '');
}

/** The code of a refusal is the first part of its cause. */
function violationLine({ seq, cause, summary, remedy }: OpenViolation): string {
  const [code = ''] = cause.split('|');
  const entry = seq === null ? '' : `entry ${seq}, `;
  return `- ${said(summary, SENTENCE_LIMIT)}<br>${said(remedy, SENTENCE_LIMIT)} (${entry}${codeLink(code)})`;
}

/** A step to paste: the name of the state is of our own form, so it may stand there as it is. */
function overrideStepToPaste(result: ItemResult): string {
  const { subject } = result;
  if (result.outcome !== 'rejected' || result.overrideTo === null || subject.kind !== 'item') return '';
  const step = overrideAdvice({ issue: subject.number, to: result.overrideTo });
  return `${OVERRIDE_ADVICE}\n\n\`\`\`yaml\n${step}\n\`\`\``;
}

function notesOf(result: ItemResult): readonly string[] {
  const standing = standingOf(result);
  return ['notice' in result ? result.notice : '', ...(standing?.notices ?? [])];
}

/** What is good to know on every run alike. */
function aside(remarks: readonly string[]): string {
  const told = remarks.flatMap(lines);
  return told.length === 0 ? '' : `<sub>${told.join('<br>')}</sub>`;
}

function lines(text: string): readonly string[] {
  const all = text.split('\n').map(lineOf);
  return all.filter((line) => line !== '');
}

/** A line of a message; what begins with a hyphen is an item of a list. */
function lineOf(line: string): string {
  return line.startsWith('- ') ? `- ${said(line.slice(2), SENTENCE_LIMIT)}` : said(line, SENTENCE_LIMIT);
}

/** Items of a list stand on lines of their own; other lines are broken. */
function alert(kind: 'CAUTION' | 'NOTE' | 'WARNING', all: readonly string[]): string {
  if (all.length === 0) return '';
  const shown = all.slice(0, MAX_LINES);
  const [first = '', ...more] = shown;
  const rest = more.map((line, at) => `${betweenLines(shown[at] ?? '', line)}${line}`);
  return `> [!${kind}]\n> ${first}${rest.join('')}`;
}

function betweenLines(before: string, line: string): string {
  if (line.startsWith('- ')) return '\n> ';
  return before.startsWith('- ') ? '\n>\n> ' : '<br>\n> ';
}
