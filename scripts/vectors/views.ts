import { encodeComment } from '../../src/codec/record/comment.ts';
import { viewHash } from '../../src/codec/record/comment-view.ts';
import type { LoopRecord, Shown } from '../../src/core/record/record.ts';
import { bodyOf, changed, type OpenRecord } from './attack.ts';
import { cycles } from './good-records.ts';
import { comment, record, refusal, seen, visibleOf, wholeWay } from './story.ts';
import { fails, passes, unsure, type Vector } from './vector.ts';

const RECORD = record(wholeWay());
/** A merge that was refused and nobody answers for, under review. */
const REFUSED = record([...wholeWay().slice(0, 6), refusal('awaiting_review', 'merged')]);
/** The same, before anybody merged. */
const REVIEWED = record(wholeWay().slice(0, 6));
const NEEDS: Shown['needs'] = [
  { kind: 'failed', names: ['build', 'lint'], counts: { total: 12 } },
  { kind: 'approvals', names: ['octocat'], counts: { required: 2, given: 1 } },
];

/** What people read, made by each renderer. */
export function viewVectors(): readonly Vector[] {
  const needs = showing(REFUSED, { needs: NEEDS });
  return [
    passes('needs', 'The visible part tells what is missing and what is out of order.', needs),
    passes(
      'missing',
      'The visible part tells what is missing, and nothing is out of order.',
      showing(REVIEWED, { needs: NEEDS }),
    ),
    passes('renderer-1', 'The visible part is of the first renderer.', showing(REFUSED, { needs: NEEDS, renderer: 1 })),
    passes('renderer-3', 'The visible part is the three lines alone.', showing(REFUSED, { needs: NEEDS, renderer: 3 })),
    passes('outbox', 'Entries wait to be told elsewhere.', comment(waiting(RECORD))),
  ];
}

/** What the line contradicts by itself. */
export function badViewVectors(): readonly Vector[] {
  const bad = (name: string, about: string, text: string) => fails(name, 'view_mismatch', about, text);
  return [
    bad(
      'shown-null',
      'The record says nothing of what is shown.',
      unshown(({ head }) => {
        head.shown = null;
      }),
    ),
    fails(
      'shown-null-broken',
      'fold_mismatch view_mismatch',
      'The record says nothing of what is shown, and its fields do not follow from its entries.',
      unshown((open) => {
        open.head.shown = null;
        open.state = 'approved';
      }),
    ),
    bad('shown-open-none', 'An entry is shown as out of order that is no refusal.', showing(RECORD, { open: [3] })),
    bad('shown-open-twice', 'One refusal is shown twice.', showing(REFUSED, { open: [7, 7] })),
    bad(
      'shown-allowed',
      'A state may come next, it says, that the law has no step to.',
      showing(RECORD, { allowed: ['approved'] }),
    ),
    unsure(
      'shown-renderer',
      'unknown_kind',
      'The visible part was made by a renderer that does not exist yet.',
      unshown(({ head }) => {
        if (head.shown !== null) head.shown.renderer = 99;
      }),
    ),
  ];
}

/** A visible part that the line does not give, with its right hash: only who makes it again can tell. */
export function untrueViewVectors(): readonly Vector[] {
  const untrue = (name: string, about: string, visible: string, whole = RECORD) =>
    passes(name, about, withView(whole, visible), { online: 'view_mismatch' });
  const visible = visibleOf(RECORD);
  return [
    untrue('view-made-up', 'People read of another state.', visible.replace('`closed`', '`approved`')),
    untrue(
      'view-beyond-sight',
      'A sentence far to the right.',
      visible.replace('\n\n', `\n\n${' '.repeat(200)}Approved by all.\n\n`),
    ),
    untrue('view-no-width', 'A sign without width.', visible.replace('closed', 'clos\u200bed')),
    untrue('view-line-separator', 'A line separator.', visible.replace('\n\n', '\u2028\n\n')),
    untrue('view-nul', 'A NUL.', visible.replace('\n\n', '\u0000\n\n')),
    untrue('view-refusal-hidden', 'The refusal that is open is not told.', visibleOf(cycles()), REFUSED),
    untrue('view-nothing', 'Nothing to read.', ''),
  ];
}

function showing(whole: LoopRecord, shown: Partial<Shown>): string {
  const { head } = seen(whole);
  if (head.shown === null) throw new Error('nothing is shown');
  return comment({ ...whole, head: { ...head, shown: { ...head.shown, ...shown } } });
}

/** The visible part of before under a head that says something else of it. */
function unshown(change: (open: OpenRecord) => void): string {
  return bodyOf(changed(seen(RECORD), change), visibleOf(RECORD));
}

function withView(whole: LoopRecord, visible: string): string {
  const { head } = seen(whole);
  return encodeComment({ ...whole, head: { ...head, view: viewHash(visible) } }, visible);
}

function waiting(whole: LoopRecord): LoopRecord {
  return { ...whole, head: { ...whole.head, outbox: { ledger: 3, webhook: 9 } } };
}
