import type { ItemResult } from '../core/outcome.ts';
import { adviceFor, needSentences, OUTCOME_WORDS } from '../core/sentences.ts';
import { bullets } from './bullets.ts';
import { renderDiagram } from './diagram.ts';
import { codeSpan, plain } from './escape.ts';
import { entryRow, historyTable } from './history-table.ts';
import { commentLink, itemLink } from './links.ts';

const MAX_LINES = 10;
const MAX_ENTRIES = 30;

export interface SummaryOptions {
  /** Web address of the repository, such as `https://github.com/acme/widgets`. */
  readonly repoUrl: string;
}

/**
 * What one run did for one item, as Markdown for the job summary: outcome, the path taken in this run, the diagram of
 * the whole path, warnings, and on a refusal what can be done about it. Holds no outside text unescaped.
 */
export function renderSummary(result: ItemResult, { repoUrl }: SummaryOptions): string {
  const parts = [
    `### LoopForge: ${itemOf(result, repoUrl)}`,
    headline(result, repoUrl),
    alert('CAUTION', [...lines(result.error), ...adviceFor(result.outcome, result.reason)]),
    alert('NOTE', lines(result.notice)),
    alert('WARNING', result.warnings.flatMap(lines)),
    alert('WARNING', openViolations(result)),
    pathOf(result, repoUrl),
    result.record === null ? '' : renderDiagram(result.record),
    bullets(
      'May come next',
      result.allowed.map((state) => codeSpan(state)),
      MAX_LINES,
    ),
    bullets(
      'Missing for the next step',
      needSentences(result.missing).map((sentence) => plain(sentence)),
      MAX_LINES,
    ),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function itemOf({ number, pullRequestNumber }: ItemResult, repoUrl: string): string {
  if (number === null) return 'no item';
  return itemLink(number === pullRequestNumber ? 'pull request' : 'issue', number, repoUrl);
}

function headline(result: ItemResult, repoUrl: string): string {
  const { outcome, reason, state, previousState } = result;
  const words = reason === '' ? OUTCOME_WORDS[outcome] : `${OUTCOME_WORDS[outcome]} (${codeSpan(reason)})`;
  const moved = previousState !== null && previousState !== state ? `${codeSpan(previousState)} → ` : '';
  const facts = [
    ...(state === null ? [] : [`state ${moved}${codeSpan(state)}`]),
    ...(result.pullRequestNumber === null ? [] : [itemLink('pull request', result.pullRequestNumber, repoUrl)]),
    ...(result.headSha === null ? [] : [`commit ${codeSpan(result.headSha.slice(0, 7))}`]),
    ...(result.commentUrl === null ? [] : [commentLink('record', result.commentUrl, repoUrl)]),
  ];
  return [`**${words}**`, ...facts].join(' · ');
}

function openViolations({ outcome, violations }: ItemResult): readonly string[] {
  // A refusal of this very run is the error above.
  if (outcome === 'rejected') return [];
  return violations.flatMap(({ seq, message }) => {
    const [first = '', ...more] = lines(message);
    return [`Still out of order${seq === null ? '' : ` (entry ${seq})`}: ${first}`, ...more];
  });
}

function pathOf({ appended, reason }: ItemResult, repoUrl: string): string {
  if (appended.length === 0) return '';
  const title = reason === 'dry_run' ? '**This run would have recorded:**' : '**Recorded by this run:**';
  return `${title}\n\n${historyTable(appended.slice(-MAX_ENTRIES).map((entry) => entryRow(entry, repoUrl)))}`;
}

function lines(text: string | null): readonly string[] {
  const all = text === null ? [] : text.split('\n').map((line) => plain(line));
  return all.filter((line) => line !== '');
}

function alert(kind: 'CAUTION' | 'NOTE' | 'WARNING', all: readonly string[]): string {
  if (all.length === 0) return '';
  return `> [!${kind}]\n> ${all.slice(0, MAX_LINES).join('<br>\n> ')}`;
}
