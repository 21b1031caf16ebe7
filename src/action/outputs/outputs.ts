import type { ResultReport } from '../../compose/result/index.ts';
import { isTransition, type JsonValue } from '../../core/model.ts';
import { WORST_FIRST, withCodePage } from '../../core/outcome/index.ts';
import type { Check, Verdict } from '../../core/verify/index.ts';
import type { OutputName } from './register.ts';
import { type ItemOutputs, ResultRows } from './result-rows.ts';

export type Outputs = { readonly [name in OutputName]: string };

/** An environment variable takes 128 KiB, and this is how a later step is told to take an output. */
const MAX_RECORD_BYTES = 100_000;

const LESS = 'What nothing happened to was left out first.';

const WORST_VERDICT_FIRST: readonly Verdict[] = ['FAIL', 'INCONCLUSIVE', 'PASS'];

/** Gathers the outputs of a run from its results, as they come. Holds one record at most: that of the worst. */
export class OutputGatherer {
  readonly #rows = new ResultRows();
  readonly #verdicts = new Set<Verdict>();
  #worst: { readonly report: ResultReport; readonly file: string } | null = null;
  #count = 0;
  #changed = false;
  #exported: ResultReport['exported'];

  /** @param file path of the file that holds the result's record; empty where it has none */
  add(report: ResultReport, file: string): void {
    if (isItem(report)) {
      this.#count++;
      this.#rows.add({ ...toRow(report, file), ...(report.since === undefined ? {} : { since: report.since }) });
    }
    this.#changed ||= report.changed;
    this.#exported ??= report.exported;
    if (report.verdict !== undefined) this.#verdicts.add(report.verdict);
    if (this.#worst === null || isWorse(report, this.#worst.report)) this.#worst = { report, file };
  }

  /** All outputs. With several items the single ones describe the worst; `changed` speaks for all. */
  toOutputs({ dryRun }: { readonly dryRun: boolean }): Outputs {
    const { report, file } = this.#worst ?? { report: NOTHING, file: '' };
    return {
      ...mapValues(toRow(report, file), asText),
      changed: String(this.#changed),
      reason: dryRun && report.outcome !== 'failed' && this.#count > 0 ? 'dry_run' : report.reason,
      record: smallRecord(report),
      results: this.#rows.toJson(),
      count: String(this.#exported?.count ?? this.#count),
      file: this.#exported?.file ?? '',
      watermark: this.#exported?.watermark ?? '',
      verdict: WORST_VERDICT_FIRST.find((verdict) => this.#verdicts.has(verdict)) ?? '',
    };
  }

  /** What is to be said where `results` had no room for every item; null: it had. */
  cutNotice(): string | null {
    const { dropped } = this.#rows;
    return dropped === 0
      ? null
      : `The output "results" holds ${this.#count - dropped} of ${this.#count} items: more do not fit into an output. ${LESS}`;
  }
}

const NOTHING: ResultReport = {
  outcome: 'ignored',
  reason: 'no_item',
  changed: false,
  red: false,
  messages: [],
  summary: null,
};

/** Does the first speak for the run rather than the second? By `WORST_FIRST`, then by the lower number. */
function isWorse(one: ResultReport, other: ResultReport): boolean {
  const difference = severity(one) - severity(other);
  return difference < 0 || (difference === 0 && order(one) < order(other));
}

/** Not so for a result that stands for the run itself, such as an ignored event's or a broken input's. */
function isItem({ number = null, pullRequestNumber = null }: ResultReport): boolean {
  return number !== null || pullRequestNumber !== null;
}

function severity({ outcome }: ResultReport): number {
  return WORST_FIRST.indexOf(outcome);
}

function order({ number }: ResultReport): number {
  return number ?? Number.MAX_SAFE_INTEGER;
}

function toRow(report: ResultReport, file: string): ItemOutputs {
  const { outcome, changed, reason, allowed = [], missing = [], violations = [], appended = [], effects = [] } = report;
  return {
    outcome,
    changed,
    reason,
    state: report.state ?? null,
    'previous-state': report.previousState ?? null,
    allowed,
    missing: eachOnce(missing.map(({ kind, names, counts, summary }) => ({ kind, names, counts, summary }))),
    violations: violations.map(({ seq, cause, summary, remedy, message }) => ({
      seq,
      cause,
      summary,
      remedy,
      message,
    })),
    'record-id': report.recordId ?? null,
    'issue-number': report.number ?? null,
    'pull-request-number': report.pullRequestNumber ?? null,
    'comment-id': report.commentId ?? null,
    'comment-url': report.commentUrl ?? null,
    'head-hash': report.headHash ?? null,
    'head-sha': report.headSha ?? null,
    transitions: asJson(appended),
    entered: appended.filter(isTransition).map((entry) => entry.to_state),
    'record-file': file,
    effects: effects.map(({ name, ok, message }) => ({ name, ok, message })),
    notice: linked(report.notice, isPutAside(report) ? reason : ''),
    error: linked(report.error, reason),
    verdict: report.verdict ?? null,
    checks: (report.checks ?? []).map(toldCheck),
  };
}

function linked(text: string | undefined, code: string): string | null {
  return text === undefined ? null : withCodePage(text, code);
}

/** Two states can lack the same thing, and no state is named here. */
function eachOnce<T>(list: readonly T[]): readonly T[] {
  return [...new Map(list.map((one) => [JSON.stringify(one), one])).values()];
}

/** What its notice says is what its reason says. */
function isPutAside({ outcome }: ResultReport): boolean {
  return outcome === 'ignored' || outcome === 'deferred';
}

function toldCheck({ name, ran, why, findings }: Check): JsonValue {
  return { name, ran, why, codes: [...new Set(findings.map(({ code }) => code))] };
}

/** Entries are JSON by their nature; their types are closed interfaces, which TypeScript does not take for a JSON map. */
function asJson(value: unknown): JsonValue {
  const copy: JsonValue = JSON.parse(JSON.stringify(value));
  return copy;
}

function asText(value: JsonValue): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function smallRecord({ record = null }: ResultReport): string {
  const text = record === null ? '' : JSON.stringify(record);
  return Buffer.byteLength(text) < MAX_RECORD_BYTES ? text : '';
}

function mapValues<K extends string, V, W>(object: { readonly [key in K]: V }, to: (value: V) => W): { [key in K]: W } {
  const entries = Object.entries<V>(object).map(([key, value]) => [key, to(value)]);
  return Object.fromEntries(entries);
}
