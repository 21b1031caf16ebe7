import { type Entry, entriesOf, isNote, isNoteOf, isRejection, type LoopRecord } from '../../../core/model.ts';
import { missingNeedSentence, OVERRIDE_ADVICE, overrideAdvice } from '../../../core/outcome/index.ts';

/** A record for people at a terminal: where the item stands, and every entry. */
export function recordText(record: LoopRecord, url: string): string {
  const { record_id, state, pr_number, created_at, updated_at, head } = record;
  const violations = head.violations.map(({ seq, cause }) => `  refused in entry ${seq}: ${cause}`);
  return [
    `${record_id}  ${state}`,
    `  ${url}`,
    ...(pr_number === null
      ? []
      : [`  pull request ${pr_number}${head.sha === null ? '' : `, commit ${head.sha.slice(0, 7)}`}`]),
    `  recorded from ${created_at} to ${updated_at}`,
    ...violations,
    ...(head.shown?.needs ?? []).map((need) => `  missing: ${missingNeedSentence(need, { issue: record.ref_number })}`),
    ...adviceOn(record),
    '',
    ...entriesOf(record).map(entryText),
    '',
  ].join('\n');
}

/** What a person can do about refusals that are open. */
function adviceOn({ head, rejections, ref_number: issue }: LoopRecord): readonly string[] {
  if (issue === null) return [];
  const { open: left = [] } = head.shown ?? {};
  const open = rejections.filter(({ seq, source }) => left.includes(seq) && source !== 'asserted');
  const steps = [...new Set(open.map(({ to_state }) => to_state))].flatMap((to) => ['', overrideAdvice({ issue, to })]);
  return steps.length === 0 ? [] : ['', OVERRIDE_ADVICE, ...steps];
}

function entryText(entry: Entry): string {
  const { seq, timestamp, source, flags, trigger, metadata } = entry;
  const parts = [stepOf(entry), `(${[source, ...flags].join(', ')})`, trigger, actorOf(entry)];
  const values = Object.entries(metadata).map(([key, value]) => `     ${key}: ${shown(value)}`);
  return [`${String(seq).padStart(4)}  ${timestamp}  ${parts.join('  ')}`, ...values].join('\n');
}

function stepOf(entry: Entry): string {
  if (isNote(entry)) return `note ${entry.kind}${erasedIn(entry)}`;
  const { from_state, to_state } = entry;
  if (from_state === null) return to_state;
  return `${from_state} ${isRejection(entry) ? '-x->' : '->'} ${to_state}`;
}

/** What a redaction is about; other notes keep more than fits on a line. */
function erasedIn(entry: Entry): string {
  if (!isNoteOf(entry, 'redaction')) return '';
  const { seq, names } = entry.was.data;
  return ` of entry ${seq}: ${names.join(', ')}`;
}

function actorOf({ actor }: Entry): string {
  if (actor === null) return '-';
  return 'redacted' in actor ? '(erased)' : actor.login;
}

function shown(value: unknown): string {
  const isErased = typeof value === 'object' && value !== null && 'redacted' in value;
  return isErased ? '(erased)' : JSON.stringify(value);
}
