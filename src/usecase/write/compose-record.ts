import { encodeComment, viewHash } from '../../codec/record/index.ts';
import {
  appendEntries,
  bindingOf,
  blobId,
  type CommentId,
  type Draft,
  type Entry,
  type EntrySettings,
  emptyRecord,
  encodedSize,
  entriesOf,
  FULL_RENDERER,
  type Genesis,
  type Hash,
  keepErased,
  LoopForgeError,
  type LoopRecord,
  NOTHING_SHOWN,
  type Random,
  type Render,
  type RunRef,
  rebind,
  SHORT_RENDERER,
  type Stamp,
  toBase64Url,
  traitsIn,
} from '../../core/model.ts';
import { shownBy } from '../../core/plan/index.ts';
import { draftFinding } from '../../core/plan/steps/index.ts';
import { bindingFrom, editable } from '../find-record/index.ts';
import type { ItemState } from '../item-state/index.ts';

/** The marker of a record comment and the line breaks in it. */
const AROUND = 40;

/** The record as a look leaves it, with the entries that are new. */
export interface Composed {
  readonly record: LoopRecord;
  readonly appended: readonly Entry[];
}

/** Appends what the look planned to the stored record, or to a new one. */
export function composeRecord(itemState: ItemState, run: RunRef | null, random: Random): Composed {
  const { stored, transferred } = itemState.found;
  const stamp = stampFor(itemState, run, random);
  const start = stored === null ? emptyRecord(genesisFor(itemState, random)) : stored.record;
  const continues = continuationOf(itemState);
  const notes = [
    ...(continues === null ? [] : [draftFinding(itemState.plan, 'continued', { data: continues })]),
    ...itemState.reconciliation.notes,
    ...(transferred ? [transferNote(start, itemState)] : []),
  ];
  const made = appendEntries(start, [...notes, ...itemState.plan.drafts, ...itemState.reconciliation.remarks], stamp);
  const record = withShown(keepErased(made.record), itemState);
  const linked = continues === null ? record : { ...record, continues };
  return {
    record: transferred ? rebind(linked, bindingFrom(itemState.reading)) : linked,
    appended: entriesOf(record).filter((entry) => entry.seq > start.head.seq),
  };
}

/** The record with what the look's plan found, for those who read the visible part. */
export function withShown(record: LoopRecord, { plan, run }: ItemState): LoopRecord {
  const renderer = run.comment === 'short' ? SHORT_RENDERER : FULL_RENDERER;
  return { ...record, head: { ...record.head, shown: { renderer, ...shownBy(plan, record) } } };
}

/** A comment that this token cannot change is left as it stands, and a new one goes on with all that it holds. */
function continuationOf({ found }: ItemState): { readonly comment_id: CommentId; readonly hash: Hash } | null {
  const { stored } = found;
  if (stored === null || editable(found) !== null) return null;
  return { comment_id: stored.comment.databaseId, hash: stored.record.head.hash };
}

/**
 * The comment's body, and the record as it stands in it: one revision further than the comment has had by GitHub's
 * count, sealed with its visible part. What was shown before is shown again where the record says nothing else: a change
 * by hand looks at no facts.
 */
export function composeComment(
  record: LoopRecord,
  itemState: ItemState,
  render: Render,
): { readonly record: LoopRecord; readonly body: string } {
  const { sealed, visible } = withView(record, itemState, render);
  return { record: sealed, body: encodeComment(sealed, visible) };
}

/** How long that body would be. */
export function sizeOfComment(record: LoopRecord, itemState: ItemState, render: Render): number {
  const { sealed, visible } = withView(record, itemState, render);
  return encodedSize(sealed) + visible.length + AROUND;
}

function withView(record: LoopRecord, itemState: ItemState, render: Render) {
  const revisions = editable(itemState.found)?.comment.revisions ?? 0;
  const shown = record.head.shown ?? NOTHING_SHOWN;
  const next = { ...record, head: { ...record.head, rev: revisions + 1, shown } };
  const visible = render(next);
  if (visible === null) throw new LoopForgeError('internal', 'A record was to be written that cannot be shown.');
  return { sealed: { ...next, head: { ...next.head, view: viewHash(visible) } }, visible };
}

function stampFor(itemState: ItemState, run: RunRef | null, random: Random): Stamp {
  const { lifecycle, reading } = itemState;
  return {
    recordedAt: reading.at,
    run,
    lifecycle: lifecycle.hash,
    settings: entrySettings(itemState),
    random,
    traitsOf: traitsIn(lifecycle),
  };
}

/** Which settings were law, and where they stood. */
function entrySettings({ law, reading, configPath }: ItemState): EntrySettings {
  return {
    ci: law.ci,
    ignore_checks: law.ignoreChecks,
    require_current_approval: law.requireCurrentApproval,
    required_checks: law.requiredChecks,
    unmerged_close: law.unmergedClose,
    config: reading.config === null ? null : { path: configPath, blob: blobId(reading.config) },
  };
}

function genesisFor(itemState: ItemState, random: Random): Genesis {
  return {
    ...bindingFrom(itemState.reading),
    labels: {},
    created_at: itemState.reading.at,
    auto_merge: itemState.law.autoMerge,
    lifecycle: itemState.lifecycle.hash,
    nonce: toBase64Url(random(32)),
  };
}

function transferNote(record: LoopRecord, itemState: ItemState): Draft {
  const data = { from: pick(bindingOf(record)), to: pick(bindingFrom(itemState.reading)) };
  return draftFinding(itemState.plan, 'transferred', { data });
}

function pick(binding: ReturnType<typeof bindingOf>): { readonly [key: string]: string | number | null } {
  const { host, repo_id, issue_id, record_id, ref, ref_number, repo } = binding;
  return { host, repo_id, issue_id, record_id, ref, ref_number, repo };
}
