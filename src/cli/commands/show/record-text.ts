import { entriesOf, type Instant, type LoopRecord, type Rejection } from '../../../core/model.ts';
import {
  OVERRIDE_ADVICE,
  openRefusals,
  overrideAdvice,
  refusalSentence,
  refusedInRecord,
  remediesInRecord,
  remedySentence,
} from '../../../core/words/index.ts';
import { aboutRecord, nextSentence, type Stage, titleOf, wayOf } from '../../../report/standing/index.ts';
import { type Line, SIGN_TONES, type Tone, wrapped } from '../../terminal/index.ts';
import { minute, second, trailLines } from './trail-text.ts';

const INDENT = '  ';
const MARKS: { readonly [mark in Stage['mark']]: string } = { past: '✔', now: '●', wrong: '✖', ahead: '○' };

/** How a record is shown to people. */
export interface RecordLook {
  readonly columns: number;
  /** Of its comment; null: it comes from a store or a file. */
  readonly url: string | null;
  /** It is shown as it stood then, which says nothing of what comes next; null: as it stands. */
  readonly at: Instant | null;
}

/** A record for people at a terminal, in the words of its comment: where the item stands, what is next, every entry. */
export function recordLines(record: LoopRecord, { columns, url, at }: RecordLook): readonly Line[] {
  const { record_id, state, pr_number, created_at, updated_at, head } = record;
  const told = (text: string, tone?: Tone): readonly Line[] =>
    wrapped(text, columns - INDENT.length).map((line): Line => [INDENT, tone ? { tone, text: line } : line]);
  const open = openRefusals(record);
  const title = titleOf(record, open);
  const commit = head.sha === null ? '' : `, commit ${head.sha.slice(0, 7)}`;
  return [
    [{ tone: 'strong', text: record_id }, '  ', { tone: SIGN_TONES[title.sign], text: `${title.text} (${state})` }],
    ...(at === null ? [] : told(`As it stood on ${second(at)} (UTC)`, 'strong')),
    ...told(wayText(record, open)),
    ...(at === null ? told(nextText(record, open)) : []),
    ...refusalsOf(record).flatMap((text) => told(text, 'bad')),
    ...(pr_number === null ? [] : told(`Pull request ${pr_number}${commit}`)),
    ...told(`Recorded from ${minute(created_at)} to ${minute(updated_at)} (UTC)`),
    ...(url === null ? [] : [[INDENT, url]]),
    ...(at === null ? adviceOn(record) : []),
    [],
    ...trailLines(entriesOf(record), columns, at),
  ];
}

function nextText(record: LoopRecord, open: readonly (Rejection | null)[]): string {
  const next = nextSentence(record, open);
  return next === null ? 'Nothing is left to do.' : `Next: ${next}`;
}

function wayText(record: LoopRecord, open: readonly (Rejection | null)[]): string {
  const { stages, isCut } = wayOf(record, open);
  const told = stages.map(({ name, mark, count }) => `${MARKS[mark]} ${name}${count > 1 ? ` ×${count}` : ''}`);
  return [...(isCut ? ['…'] : []), ...told].join(' → ');
}

/** The refusals of this cycle, what settles them, and who answers for them. */
function refusalsOf(record: LoopRecord): readonly string[] {
  const about = aboutRecord(record);
  const item = about.issue === null ? 'pull request' : 'issue';
  return record.head.violations.map(({ seq, cause, accepted }) => {
    const entry = record.rejections.find((one) => one.seq === seq);
    if (entry === undefined) return `Entry ${seq}: ${cause}`;
    const refused = refusedInRecord(entry);
    const isOpen = record.head.shown?.open.includes(seq) ?? false;
    const words = {
      refused,
      remedies: remediesInRecord(entry, about),
      mayOverride: entry.source !== 'asserted',
      about,
    };
    const end = accepted === null ? (isOpen ? remedySentence(words) : '') : `Entry ${accepted} answers for it.`;
    return `Entry ${seq}: ${refusalSentence(refused, item)} ${end}`.trimEnd();
  });
}

/** What a person can do about refusals that are open. */
function adviceOn({ head, rejections, ref_number: issue }: LoopRecord): readonly Line[] {
  if (issue === null) return [];
  const { open: left = [] } = head.shown ?? {};
  const open = rejections.filter(({ seq, source }) => left.includes(seq) && source !== 'asserted');
  const steps = [...new Set(open.map(({ to_state }) => to_state))].flatMap((to) => ['', overrideAdvice({ issue, to })]);
  const text = steps.length === 0 ? [] : ['', OVERRIDE_ADVICE, ...steps];
  return text.flatMap((block) => block.split('\n')).map((line) => [line]);
}
