import type { LoopRecord, Settings } from '../../core/model.ts';
import { needAction, sentence } from '../../core/words/index.ts';
import { aboutRecord } from '../../report/standing/index.ts';
import { listedItem, type RecordedViolation } from '../../usecase/query/index.ts';
import type { Message, ResultFields, ResultReport } from '../result/index.ts';
import type { UnreadRecord } from '../sources/index.ts';

export interface ListedOptions {
  readonly onInvalid: Settings['onInvalid'];
  /** The list was asked for violations: one that is found is what the run ends by. */
  readonly refuses: boolean;
  readonly dryRun: boolean;
}

const NOTHING_DONE = { changed: false, summary: null } as const;

/** An item of a list as the runner is told of it, all of it by its record. */
export function reportListed(record: LoopRecord, options: ListedOptions): ResultReport {
  const fields = fieldsOf(record);
  const { violations = [] } = fields;
  const isRefused = options.refuses && violations.length > 0;
  const level = levelOf(options);
  const [first] = violations;
  return {
    ...NOTHING_DONE,
    ...fields,
    outcome: isRefused ? 'rejected' : 'unchanged',
    reason: isRefused ? codeOf(record, first?.seq) : '',
    red: isRefused && level === 'error',
    messages: violations.map(({ seq, summary, remedy }): Message => {
      return { level, code: codeOf(record, seq), text: `Out of order (entry ${seq}): ${summary}\n${remedy}` };
    }),
    ...(isRefused ? { error: violations.map(({ summary }) => summary).join('\n') } : {}),
  };
}

function fieldsOf(record: LoopRecord): ResultFields {
  const { state, since, record_id, pr_number, allowed, violations } = listedItem(record);
  const about = aboutRecord(record);
  const needs = record.head.shown?.needs ?? [];
  return {
    ...{ state, since, recordId: record_id, pullRequestNumber: pr_number, allowed: allowed ?? [] },
    number: record.ref_number,
    headHash: record.head.hash,
    headSha: record.head.sha,
    missing: needs.map((need) => ({ ...need, summary: sentence(needAction(need, about)) })),
    violations: violations.map((violation) => ({ ...violation, message: messageOf(record, violation) })),
  };
}

function messageOf(record: LoopRecord, { seq }: RecordedViolation): string {
  return record.rejections.find((one) => one.seq === seq)?.message ?? '';
}

function codeOf(record: LoopRecord, seq: number | null | undefined): ResultReport['reason'] {
  return record.rejections.find((one) => one.seq === seq)?.code ?? '';
}

/** A list that was not asked for violations tells of them in passing. */
function levelOf({ refuses, dryRun, onInvalid }: ListedOptions): Message['level'] {
  if (!refuses || onInvalid === 'warn') return 'warning';
  return onInvalid === 'ignore' || dryRun ? 'notice' : 'error';
}

/** A record that is there and cannot be read, or is not there although it was asked for by name. */
export function reportUnread({ id, code, problem }: UnreadRecord): ResultReport {
  const number = numberIn(id);
  if (code === 'record_not_found') {
    const messages = [{ level: 'notice', code: 'not_tracked', text: problem }] as const;
    return {
      ...NOTHING_DONE,
      outcome: 'ignored',
      reason: 'not_tracked',
      red: false,
      number,
      messages,
      notice: problem,
    };
  }
  const messages = [{ level: 'error', code, text: problem }] as const;
  return { ...NOTHING_DONE, outcome: 'failed', reason: code, red: true, number, messages, error: problem };
}

/** Of `owner/repo#42`. */
function numberIn(id: string): number | null {
  const digits = /#(\d+)$/.exec(id)?.[1];
  return digits === undefined ? null : Number(digits);
}
