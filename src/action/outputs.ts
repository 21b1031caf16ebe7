import type { JsonValue } from '../core/json.ts';
import { type ItemResult, WORST_FIRST } from '../core/outcome.ts';
import type { Need } from '../core/plan/need.ts';
import { needSentence } from '../core/sentences.ts';
import { VERDICTS } from '../core/verify/types.ts';
import { blankResult } from './blank-result.ts';
import type { OutputName } from './output-register.ts';

export type Outputs = { readonly [name in OutputName]: string };

/** An environment variable takes 128 KiB, and this is how a later step is told to take an output. */
const MAX_RECORD_BYTES = 100_000;
/** A job's outputs may hold 1 MB in all. */
const MAX_RESULTS_BYTES = 400_000;

export interface OutputOptions {
  readonly dryRun: boolean;
  /** Path of the file that holds a result's record; empty where it has none. */
  readonly fileOf: (result: ItemResult) => string;
}

/** All outputs of a run. With several items the single ones describe the worst; `changed` speaks for all. */
export function toOutputs(results: readonly ItemResult[], options: OutputOptions): Outputs {
  const worst = worstOf(results) ?? blankResult({ outcome: 'ignored', reason: 'no_item' });
  const items = results.filter(isItem);
  const single = toObject(worst, options);
  return {
    ...mapValues(single, asText),
    changed: String(results.some((result) => changes(result, options))),
    reason: options.dryRun && worst.outcome !== 'failed' && items.length > 0 ? 'dry_run' : worst.reason,
    record: smallRecord(worst),
    results: fitting(items.map((item) => toObject(item, options))),
    count: String(items.length),
    verdict: worstVerdict(results),
  };
}

/** The result that speaks for the run: by `WORST_FIRST`, then the lowest number. Undefined when there is none. */
export function worstOf(results: readonly ItemResult[]): ItemResult | undefined {
  return results.toSorted((a, b) => severity(a) - severity(b) || order(a) - order(b))[0];
}

/** Not so for a result that stands for the run itself, such as an ignored event's or a broken input's. */
function isItem(result: ItemResult): boolean {
  return result.number !== null || result.pullRequestNumber !== null;
}

function severity(result: ItemResult): number {
  return WORST_FIRST.indexOf(result.outcome);
}

function order(result: ItemResult): number {
  return result.number ?? Number.MAX_SAFE_INTEGER;
}

function changes(result: ItemResult, options: OutputOptions): boolean {
  return result.changed && !options.dryRun;
}

/** `FAIL`, else `INCONCLUSIVE`, else `PASS`; empty where nothing was verified. */
function worstVerdict(results: readonly ItemResult[]): string {
  const verdicts = new Set(results.map((result) => result.verification?.verdict));
  return VERDICTS.toSorted((a, b) => GRAVITY[b] - GRAVITY[a]).find((verdict) => verdicts.has(verdict)) ?? '';
}

const GRAVITY = { PASS: 0, INCONCLUSIVE: 1, FAIL: 2 } as const;

type ResultObject = { readonly [name in Exclude<OutputName, 'record' | 'results' | 'count'>]: JsonValue };

/** One item, under the names of the outputs. */
function toObject(result: ItemResult, options: OutputOptions): ResultObject {
  return {
    outcome: result.outcome,
    changed: changes(result, options),
    reason: result.reason,
    state: result.state,
    'previous-state': result.previousState,
    allowed: result.allowed,
    missing: result.missing.map(shownNeed),
    violations: result.violations.map(({ seq, cause, summary, message }) => ({ seq, cause, summary, message })),
    'record-id': result.recordId,
    'issue-number': result.number,
    'pull-request-number': result.pullRequestNumber,
    'comment-id': result.commentId,
    'comment-url': result.commentUrl,
    'head-hash': result.headHash,
    'head-sha': result.headSha,
    transitions: asJson(result.appended),
    'record-file': options.fileOf(result),
    notice: result.notice,
    error: result.error,
    verdict: result.verification?.verdict ?? null,
  };
}

function shownNeed(need: Need): JsonValue {
  const { kind, names, counts } = need;
  return { kind, names, counts, summary: needSentence(need) };
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

function smallRecord(result: ItemResult): string {
  const text = result.record === null ? '' : JSON.stringify(result.record);
  return Buffer.byteLength(text) < MAX_RECORD_BYTES ? text : '';
}

/** Always JSON with every item in it: where that grows too long, first the entries go, then all but the essentials. */
function fitting(items: readonly ResultObject[]): string {
  const full = JSON.stringify(items);
  if (Buffer.byteLength(full) <= MAX_RESULTS_BYTES) return full;
  const lean = JSON.stringify(items.map((item) => ({ ...item, transitions: [] })));
  if (Buffer.byteLength(lean) <= MAX_RESULTS_BYTES) return lean;
  return JSON.stringify(items.map(essentials));
}

function essentials(item: ResultObject): { readonly [name: string]: JsonValue } {
  const { outcome, changed, reason, state, 'issue-number': number } = item;
  return { outcome, changed, reason, state, 'issue-number': number };
}

function mapValues<K extends string, V, W>(object: { readonly [key in K]: V }, to: (value: V) => W): { [key in K]: W } {
  const entries = Object.entries<V>(object).map(([key, value]) => [key, to(value)]);
  return Object.fromEntries(entries);
}
