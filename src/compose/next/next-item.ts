import {
  type Entry,
  type ErrorCode,
  FULL_RENDERER,
  isNote,
  isRejection,
  isTransition,
  type LoopRecord,
  type MissingNeed,
} from '../../core/model.ts';
import {
  appendedBy,
  type ItemResult,
  type Outcome,
  type ReasonCode,
  type Standing,
  standingOf,
} from '../../core/outcome/index.ts';
import {
  type About,
  aboutOf,
  ended,
  needAction,
  needActions,
  openRefusals,
  resultMessage,
  sentence,
} from '../../core/words/index.ts';
import { aboutRecord, nextSentence, type Title, titleOf } from '../../report/standing/index.ts';
import { allowedByRecord, itemNameOf, openViolations, shownAs } from '../../usecase/query/index.ts';

/** What may come next for one item, under the names that it has as JSON; those of the action's outputs mean the same. */
export interface NextItem {
  /** `owner/repo#42`; of what is no item of GitHub its ref. */
  readonly item: string;
  readonly record_id: string | null;
  /** What the next run would come to; null: the record alone was asked. */
  readonly outcome: Outcome | null;
  readonly reason: ReasonCode | ErrorCode | '';
  /** After what is planned; null: there would be no record. */
  readonly state: string | null;
  /** As the record has it now; null: there is none. */
  readonly recorded: string | null;
  /** What GitHub shows; null: the record alone was asked, or it could not be told. */
  readonly observed: string | null;
  /** States that may be entered from `state`; null: that is not known. */
  readonly allowed: readonly string[] | null;
  readonly missing: readonly NextNeed[];
  readonly violations: readonly NextViolation[];
  /** The entries that the next run would append. */
  readonly planned: readonly PlannedEntry[];
  /** What is to be done next, as a sentence; null: nothing is. */
  readonly next: string | null;
  /** Why the item is left alone or put off, or what went wrong; null: neither. */
  readonly notice: string | null;
}

interface NextNeed extends MissingNeed {
  /** What is to be done, as a sentence. */
  readonly summary: string;
}

interface NextViolation {
  /** The number of its entry, which the next run may be about to write; null: it would not be recorded. */
  readonly seq: number | null;
  readonly cause: string;
  readonly summary: string;
  readonly remedy: string;
}

export type PlannedEntry =
  | { readonly kind: 'transition'; readonly from: string | null; readonly to: string; readonly trigger: string }
  | { readonly kind: 'rejection'; readonly from: string; readonly to: string; readonly code: string }
  | { readonly kind: 'note'; readonly note: string };

/** The same for people: where the item stands, too. */
export interface NextTold {
  readonly next: NextItem;
  /** Null: there is no record, and none would begin. */
  readonly title: Title | null;
}

/** What a dry run of the action found. @param item as it was named, where the result is no single item's */
export function nextOfResult(item: string, result: ItemResult): NextTold {
  const standing = standingOf(result);
  const about = aboutOf(result);
  const view = standing === null ? null : asItWouldBe(standing, appendedBy(result));
  const open = view === null ? [] : openRefusals(view);
  const next: NextItem = {
    item,
    record_id: standing?.record?.record_id ?? null,
    outcome: result.outcome,
    reason: result.reason,
    state: standing?.state ?? null,
    // Of an item that is left alone no state is told, and yet its record has one.
    recorded: standing?.previousState ?? standing?.record?.state ?? null,
    observed: standing?.observed ?? null,
    allowed: standing?.allowed ?? null,
    missing: told(standing?.missing ?? [], about),
    violations: (standing?.violations ?? []).map(({ seq, cause, summary, remedy }) => ({
      seq,
      cause,
      summary,
      remedy,
    })),
    planned: appendedBy(result).map(plannedEntry),
    next: standing === null ? null : nextOf(standing, view, about),
    notice: noticeOf(result),
  };
  return { next, title: view === null ? null : titleOf(view, open) };
}

/** What the record alone tells, as the last run left it. */
export function nextOfRecord(record: LoopRecord): NextTold {
  const { head, state, record_id } = record;
  const about = aboutRecord(record);
  const allowed = allowedByRecord(record);
  const needs = head.shown?.needs ?? [];
  const view = shownAs(record);
  const open = openRefusals(view);
  const next: NextItem = {
    item: itemNameOf(record),
    record_id,
    outcome: null,
    reason: '',
    state,
    recorded: state,
    observed: null,
    allowed,
    missing: told(needs, about),
    violations: openViolations(record),
    planned: [],
    next: nextSentence(view, open, true),
    notice: null,
  };
  return { next, title: titleOf(view, open) };
}

/** Two states can lack the same thing, and no state is named here: as the action's output `missing` tells it. */
function told(needs: readonly MissingNeed[], about: About): readonly NextNeed[] {
  const all = needs.map(({ kind, names, counts }) => {
    const need = { kind, names, counts };
    return { ...need, summary: sentence(needAction(need, about)) };
  });
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

/** The record as its comment would tell of it after the next run; null: none would be, or it is yet to begin. */
function asItWouldBe(
  { record, state, missing, allowed, violations, pull }: Standing,
  planned: readonly Entry[],
): LoopRecord | null {
  if (record === null || state === null) return null;
  const open = violations.flatMap(({ seq }) => seq ?? []);
  const needs = missing.map(({ kind, names, counts }) => ({ kind, names, counts }));
  return {
    ...record,
    head: { ...record.head, shown: { renderer: FULL_RENDERER, needs, allowed, open } },
    state,
    pr_number: pull?.number ?? record.pr_number,
    transitions: [...record.transitions, ...planned.filter(isTransition)],
    rejections: [...record.rejections, ...planned.filter(isRejection)],
  };
}

function nextOf({ missing }: Standing, view: LoopRecord | null, about: About): string | null {
  if (view !== null) return nextSentence(view, openRefusals(view), true);
  return missing.length === 0 ? null : ended(needActions(missing, about));
}

function plannedEntry(entry: Entry): PlannedEntry {
  if (isNote(entry)) return { kind: 'note', note: entry.kind };
  const { from_state: from, to_state: to, trigger } = entry;
  if (isRejection(entry)) return { kind: 'rejection', from: entry.from_state, to, code: entry.code };
  return { kind: 'transition', from, to, trigger };
}

function noticeOf(result: ItemResult): string | null {
  if ('notice' in result) return result.notice;
  // What was refused stands among the violations; of what no violation tells the message is all there is.
  const message = resultMessage(result);
  return message === null || (standingOf(result)?.violations ?? []).length > 0 ? null : message;
}
