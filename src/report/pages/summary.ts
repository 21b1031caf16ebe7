import {
  aboutOf,
  adviceFor,
  appendedBy,
  effectsOn,
  type ItemResult,
  needSentences,
  OUTCOME_WORDS,
  OVERRIDE_ADVICE,
  overrideAdvice,
  type Standing,
  standingOf,
} from '../../core/outcome/index.ts';
import {
  bullets,
  codeSpan,
  commentLink,
  entryRow,
  historyTable,
  itemLink,
  plain,
  renderDiagram,
} from '../markdown/index.ts';

const MAX_LINES = 10;
const MAX_ENTRIES = 30;

export interface SummaryOptions {
  /** Web address of the repository, such as `https://github.com/acme/widgets`. */
  readonly repoUrl: string;
  readonly dryRun?: boolean;
}

/**
 * What one run did for one item, as Markdown for the job summary: outcome, the path taken in this run, the diagram of
 * the whole path, warnings, and on a refusal what can be done about it. Holds no outside text unescaped.
 */
export function renderSummary(result: ItemResult, options: SummaryOptions): string {
  const { repoUrl } = options;
  const standing = standingOf(result);
  return joined([
    `### LoopForge: ${itemOf(result, repoUrl)}`,
    headline(result, repoUrl),
    alert(
      'CAUTION',
      'message' in result ? [...lines(result.message), ...('remedies' in result ? adviceFor(result) : [])] : [],
    ),
    overrideStepToPaste(result),
    alert('NOTE', notesOf(result).flatMap(lines)),
    alert('WARNING', [...failedEffects(result), ...(standing?.warnings ?? []).flatMap(lines)]),
    alert('WARNING', openViolations(result)),
    pathOf(result, options),
    standing?.record == null ? '' : renderDiagram(standing.record),
    bullets(
      'May come next',
      (standing?.allowed ?? []).map((state) => codeSpan(state)),
      MAX_LINES,
    ),
    bullets(
      'Missing for the next step',
      needSentences(standing?.missing ?? [], aboutOf(result)).map((sentence) => plain(sentence)),
      MAX_LINES,
    ),
  ]);
}

/** What was done to one item by hand, as Markdown for the job summary. `item`: a link, as Markdown. */
export function renderNotice(item: string, notice: string): string {
  return joined([`### LoopForge: ${item}`, alert('NOTE', lines(notice))]);
}

function joined(parts: readonly string[]): string {
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function itemOf(result: ItemResult, repoUrl: string): string {
  const { subject } = result;
  if (subject.kind === 'run') return 'no item';
  const isPull = subject.kind === 'pull_request' || standingOf(result)?.pull?.number === subject.number;
  return itemLink(isPull ? 'pull request' : 'issue', subject.number, repoUrl);
}

function headline(result: ItemResult, repoUrl: string): string {
  const { outcome, reason } = result;
  const standing = standingOf(result);
  const words = reason === '' ? OUTCOME_WORDS[outcome] : `${OUTCOME_WORDS[outcome]} (${codeSpan(reason)})`;
  return [`**${words}**`, ...(standing === null ? [] : whereabouts(standing, repoUrl))].join(' · ');
}

function whereabouts({ state, previousState, pull, comment }: Standing, repoUrl: string): readonly string[] {
  const moved = previousState !== null && previousState !== state ? `${codeSpan(previousState)} → ` : '';
  return [
    ...(state === null ? [] : [`state ${moved}${codeSpan(state)}`]),
    ...(pull === null ? [] : [itemLink('pull request', pull.number, repoUrl)]),
    ...(pull === null ? [] : [`commit ${codeSpan(pull.headSha.slice(0, 7))}`]),
    ...(comment === null ? [] : [commentLink('record', comment.url, repoUrl)]),
  ];
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
  return ['notice' in result ? result.notice : '', ...(standing?.notices ?? []), ...(standing?.remarks ?? [])];
}

function failedEffects(result: ItemResult): readonly string[] {
  const failed = effectsOn(result).filter(({ ok }) => !ok);
  return failed.flatMap(({ name, message }) => lines(`The ${name} could not be set: ${message}`));
}

function openViolations(result: ItemResult): readonly string[] {
  // A refusal of this very run is the error above.
  if (result.outcome === 'rejected') return [];
  return (standingOf(result)?.violations ?? []).flatMap(({ seq, message }) => {
    const [first = '', ...more] = lines(message);
    return [`Still out of order${seq === null ? '' : ` (entry ${seq})`}: ${first}`, ...more];
  });
}

function pathOf(result: ItemResult, { repoUrl, dryRun = false }: SummaryOptions): string {
  const appended = appendedBy(result);
  if (appended.length === 0) return '';
  const title = dryRun ? '**This run would have recorded:**' : '**Recorded by this run:**';
  return `${title}\n\n${historyTable(appended.slice(-MAX_ENTRIES).map((entry) => entryRow(entry, repoUrl)))}`;
}

function lines(text: string): readonly string[] {
  const all = text.split('\n').map((line) => plain(line));
  return all.filter((line) => line !== '');
}

function alert(kind: 'CAUTION' | 'NOTE' | 'WARNING', all: readonly string[]): string {
  if (all.length === 0) return '';
  return `> [!${kind}]\n> ${all.slice(0, MAX_LINES).join('<br>\n> ')}`;
}
