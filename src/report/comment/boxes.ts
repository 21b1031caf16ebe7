import { isNoteOf, type LoopRecord, type Note, type Rejection, type Transition } from '../../core/model.ts';
import {
  type ActKind,
  actOf,
  listAnd,
  OVERRIDE_ADVICE,
  overrideAdvice,
  type RefusedStep,
  refusedInRecord,
  remediesInRecord,
  remedySentence,
  sayPerson,
  sayTimeShort,
  type Told,
  tellRefusal,
} from '../../core/words/index.ts';
import { explanation, plain, said } from '../markdown/index.ts';
import { aboutRecord, lackingNow } from '../standing/index.ts';

const MAX_VIOLATIONS = 3;
const MAX_REASONS = 5;
const SENTENCE_LIMIT = 700;
const NAME_LIMIT = 120;
/** For all reasons together: the longest that a person may give, 5,000 letters, has room. */
const REASONS_LIMIT = 7_500;
/** Reasons of more letters than this are whole below the box that says that there are some. */
const READ_AT_A_GLANCE = 200;

/** What is open: each as somebody would tell it, and what settles it; beneath it the step that a person can paste. */
export function violationBox(record: LoopRecord, open: readonly (Rejection | null)[]): readonly string[] {
  if (open.length === 0) return [];
  const shown = open.slice(0, MAX_VIOLATIONS);
  const told = shown.map((entry, index) => violation(record, entry, shown.slice(0, index)));
  const more = open.length - told.length;
  const remedies = [...new Set(told.map(({ remedy }) => remedy))];
  // What settles them all is said once.
  const [shared] = remedies.length === 1 ? remedies : [];
  const items = told.map(
    ({ what, remedy }) => `- ${what}${shared === undefined && remedy !== '' ? `<br>${remedy}` : ''}`,
  );
  const lines = [...items, ...(more > 0 ? [`- And ${more} more.`] : []), ...(shared ? ['', shared] : [])];
  return [['> [!CAUTION]', ...lines.flatMap(quoted)].join('\n'), ...overrideSteps(record, open)];
}

interface Violation {
  readonly what: string;
  readonly remedy: string;
}

function violation(record: LoopRecord, entry: Rejection | null, earlier: readonly (Rejection | null)[]): Violation {
  if (entry === null) return { what: 'A refusal that stands in a sealed part of the record.', remedy: '' };
  const refused = refusedInRecord(entry);
  const item = record.ref.includes('/pull/') ? 'pull request' : 'issue';
  const isAgain = earlier.some((one) => one !== null && isAlike(refused, refusedInRecord(one)));
  const what = (isAgain ? againSentence(refused) : null) ?? whole(tellRefusal(refused, item, sayTimeShort));
  const about = aboutRecord(record);
  const remedies = remediesInRecord(entry, about);
  const act = actOf(refused);
  const toProve = act === 'lost' ? { ...refused, needs: lackingNow(record, refused) } : refused;
  const mayOverride = act !== 'claim';
  // That only an override is left, the line "Next" says.
  const isTold = mayOverride && remedies.length === 0;
  const remedy = isTold ? '' : said(remedySentence({ refused: toProve, remedies, mayOverride, about }), SENTENCE_LIMIT);
  return {
    what,
    remedy: [remedy, explanation(remedy === '' ? 'What this means' : 'More', entry.code)]
      .filter((part) => part !== '')
      .join(' '),
  };
}

function whole({ who, what }: Told): string {
  return `${who === '' ? '' : `**${said(who, NAME_LIMIT)}** `}${said(what, SENTENCE_LIMIT)}`;
}

/** Whether the same was done by the same person in the same way, to another pull request or at another time. */
function isAlike(one: RefusedStep, other: RefusedStep): boolean {
  const [a, b] = [one, other].map((refused) => tellRefusal({ ...refused, at: null, pr: null }, 'issue'));
  return actOf(one) === actOf(other) && a?.who === b?.who && a?.what === b?.what;
}

/** Of a merge that is like one that was told just above; null: it is none, or nobody knows when it was. */
function againSentence(refused: RefusedStep): string | null {
  const { at, pr } = refused;
  if (actOf(refused) !== 'merge' || at === null || pr === null) return null;
  return `Likewise pull request ${pr} on ${said(sayTimeShort(at), SENTENCE_LIMIT)}.`;
}

function quoted(text: string): readonly string[] {
  return text.split('\n').map(quote);
}

function quote(line: string): string {
  return `> ${line}`.trimEnd();
}

/** One for each state that was refused: the name of a state is a word, or it is no state of a lifecycle. */
function overrideSteps({ ref_number: issue }: LoopRecord, open: readonly (Rejection | null)[]): readonly string[] {
  if (issue === null) return [];
  const states = new Set(open.flatMap((entry) => (entry === null ? [] : [entry.to_state])));
  const steps = [...states].filter((to) => /^[\w.-]{1,80}$/.test(to)).slice(0, MAX_VIOLATIONS);
  if (steps.length === 0) return [];
  const blocks = steps.map((to) => `\`\`\`yaml\n${overrideAdvice({ issue, to })}\n\`\`\``);
  return [folded('Override it', [OVERRIDE_ADVICE, ...blocks].join('\n\n'))];
}

/** A part that is read by those who ask for it. */
export function folded(summary: string, markdown: string): string {
  return `<details>\n<summary>${summary}</summary>\n\n${markdown}\n\n</details>`;
}

/** Whoever forced a step, or answered for a refusal, is named at the top for good, with all reasons. */
export function forcedBox(record: LoopRecord): readonly string[] {
  const forced = record.transitions.filter(({ source }) => source === 'override');
  const accepted = record.notes.filter((note) => isNoteOf(note, 'accept'));
  const last = Math.max(0, ...[...forced, ...accepted].map(({ seq }) => seq));
  if (last === 0) return [];
  const open = record.head.shown?.open ?? [];
  const refused = record.rejections.filter(
    ({ seq, source }) => seq < last && !open.includes(seq) && source !== 'asserted',
  );
  const all = [...forced, ...accepted, ...refused].map(({ seq }) => seq);
  const what = listAnd([...counted(forced.length, 'overridden step'), ...refusals(refused)]);
  const span = entriesFrom(Math.min(...all), Math.max(...all));
  const reasons = reasonsOf([...forced, ...accepted].sort((a, b) => a.seq - b.seq)).map((one) => `- ${one}`);
  const isLong = reasons.join('').length > READ_AT_A_GLANCE;
  const box = ['> [!WARNING]', `> **${beginning(record)} ${what} (${span}).**`, ...(isLong ? [] : reasons.map(quote))];
  return [box.join('\n'), ...(isLong ? [folded('Reasons', reasons.join('\n'))] : [])];
}

function beginning({ state }: LoopRecord): string {
  if (state === 'merged') return 'Merged with';
  return state === 'closed' ? 'Closed with' : 'On record:';
}

const REFUSED: { readonly [act in ActKind]: string } = {
  merge: 'refused merge',
  close: 'refused close',
  reopen: 'refused reopening',
  lost: 'lost proof',
  step: 'refused step',
  claim: 'refused claim',
  veto: 'vetoed step',
};

function refusals(refused: readonly Rejection[]): readonly string[] {
  const acts = refused.map((entry) => actOf(refusedInRecord(entry)));
  return [...new Set(acts)].flatMap((act) => counted(acts.filter((one) => one === act).length, REFUSED[act]));
}

function counted(count: number, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${what}${count === 1 ? '' : 's'}`];
}

function entriesFrom(first: number, last: number): string {
  if (first === last) return `entry ${first}`;
  return `entries ${first} ${last === first + 1 ? 'and' : 'to'} ${last}`;
}

/** One command takes many steps, all with its reason. */
function reasonsOf(entries: readonly (Transition | Note)[]): readonly string[] {
  const given = new Set(entries.map(({ metadata: { reason } }) => reason));
  const limit = Math.floor(REASONS_LIMIT / Math.min(given.size, MAX_REASONS));
  const told = entries.map(({ actor, metadata }) => {
    const who = actor === null || 'redacted' in actor ? 'Somebody' : `**${said(sayPerson(actor.login), NAME_LIMIT)}**`;
    const { reason } = metadata;
    return typeof reason === 'string' ? `${who}: ${plain(reason, limit)}` : who;
  });
  const all = [...new Set(told)];
  const more = all.length - MAX_REASONS;
  return more > 0 ? [...all.slice(0, MAX_REASONS), `And ${more} more, in the record.`] : all;
}
