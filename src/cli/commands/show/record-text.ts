import { entriesOf, type LoopRecord } from '../../../core/model.ts';
import { missingNeedSentence, OVERRIDE_ADVICE, overrideAdvice, refusalSummary } from '../../../core/outcome/index.ts';
import { minute, sentenceOn } from '../../../report/markdown/index.ts';
import { type Line, type Tone, wrapped } from '../../terminal/index.ts';
import { trailLines } from './trail-text.ts';

/** A record for people at a terminal: where the item stands, what it waits for, and every entry. */
export function recordLines(record: LoopRecord, url: string, columns: number): readonly Line[] {
  const { record_id, state, pr_number, created_at, updated_at, head } = record;
  const told = (text: string, tone?: Tone): readonly Line[] =>
    wrapped(text, columns - INDENT.length).map((line): Line => [INDENT, tone ? { tone, text: line } : line]);
  const meaning = sentenceOn(state);
  const commit = head.sha === null ? '' : `, commit ${head.sha.slice(0, 7)}`;
  return [
    [{ tone: 'strong', text: record_id }, '  ', { tone: toneOf(record), text: state }],
    ...(meaning === null ? [] : told(meaning)),
    ...refusalsOf(record).flatMap((text) => told(text, 'bad')),
    ...(head.shown?.needs ?? []).flatMap((need) =>
      told(`Missing: ${missingNeedSentence(need, { issue: record.ref_number })}`, 'pending'),
    ),
    ...(pr_number === null ? [] : told(`Pull request ${pr_number}${commit}`)),
    ...told(`Recorded from ${minute(created_at)} to ${minute(updated_at)} (UTC)`),
    [INDENT, url],
    ...adviceOn(record),
    [],
    ...trailLines(entriesOf(record), columns),
  ];
}

const INDENT = '  ';
const GOOD: readonly string[] = ['ci_passed', 'approved', 'merged', 'closed'];

function toneOf({ state, head }: LoopRecord): Tone {
  if (head.violations.some(({ accepted }) => accepted === null) || state === 'ci_failed') return 'bad';
  return GOOD.includes(state) ? 'good' : 'pending';
}

/** The refusals of this cycle, and who answers for them. */
function refusalsOf({ head, rejections }: LoopRecord): readonly string[] {
  return head.violations.map(({ seq, cause, accepted }) => {
    const entry = rejections.find((one) => one.seq === seq);
    const from = entry?.from_state ?? '';
    const said = entry === undefined ? cause : refusalSummary({ code: cause, from, to: entry.to_state });
    return `Entry ${seq}: ${said}${accepted === null ? '' : ` (answered for in entry ${accepted})`}`;
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
