import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedCommentId } from '../../src/core/values/ids.ts';
import { edited, forged } from './attack.ts';
import { continued, everyEntry, transferred } from './good-records.ts';
import { at, comment, HERE, OTHER_HASH, OTHER_HEAD, record, step, THERE, wholeWay } from './story.ts';
import { fails, type Vector } from './vector.ts';

const RECORD = record(wholeWay());
const SHORT = record(wholeWay().slice(0, 3));
const EVERY = everyEntry();

/** Derived fields that do not follow, and a visible part that was not written. */
export function foldVectors(): readonly Vector[] {
  const bad = (name: string, about: string, change: Parameters<typeof edited>[1], from: LoopRecord = SHORT) =>
    fails(name, 'fold_mismatch', about, edited(from, change));
  return [
    bad('tail-dropped', 'The last entry is gone.', ({ transitions }) => void transitions.pop(), RECORD),
    bad('fold-state', 'Another state.', (open) => {
      open.state = 'closed';
    }),
    bad('fold-cycle', 'Another cycle.', (open) => {
      open.head.cycle = 1;
    }),
    bad('fold-sha', 'Another head.', (open) => {
      open.head.sha = OTHER_HEAD;
    }),
    bad('fold-basis', 'Another basis.', (open) => {
      open.head.basis.observed = 'merged';
    }),
    bad('fold-merged', 'A merge that no entry tells.', (open) => {
      open.head.merged_pr = 43;
    }),
    bad(
      'fold-violations',
      'Violations hidden.',
      (open) => {
        open.head.violations = [];
      },
      EVERY,
    ),
    bad(
      'fold-provisional',
      'A provisional merge hidden.',
      (open) => {
        open.head.provisional = null;
      },
      noChecks(),
    ),
    bad('fold-checks', 'Other checks.', (open) => {
      open.ci_status = { build: 'success' };
    }),
    bad('fold-closed', 'A time of closing.', (open) => {
      open.closed_at = at('09:00:00');
    }),
    bad('fold-updated', 'Another time of the last entry.', (open) => {
      open.updated_at = at('23:00:00');
    }),
    bad('fold-labels', 'A label.', (open) => {
      open.labels = { urgent: 'yes' };
    }),
    bad('fold-merge-setting', 'auto_merge switched on.', (open) => {
      open.auto_merge = true;
    }),
    bad('fold-id', 'Another number in front of the same entries.', (open) => {
      open.record_id = 'acme/widgets#43';
    }),
    bad('fold-continues', 'It continues a comment, says the record, but no note.', (open) => {
      open.continues = { comment_id: trustedCommentId('7'), hash: OTHER_HASH };
    }),
    bad(
      'fold-continued',
      'It continues a comment, says a note, but not the record.',
      (open) => {
        open.continues = null;
      },
      continued(),
    ),
    fails(
      'birth-moved',
      'fold_mismatch',
      'Born before its first entry was recorded, chained anew.',
      forged(SHORT, ({ genesis }) => {
        genesis.created_at = at('07:00:00');
      }),
    ),
    fails(
      'view-edited',
      'view_mismatch',
      'The part that people read was changed.',
      comment(RECORD).replace('Merged and closed', 'Closed without a merge'),
    ),
    fails(
      'view-null',
      'view_mismatch',
      'The record says nothing of the visible part.',
      edited(RECORD, (open) => {
        open.head.view = null;
      }),
    ),
  ];
}

function noChecks(): LoopRecord {
  const way = wholeWay().slice(0, 4);
  return record([...way, step('ci_pending', 'ci_passed', '09:00:00', { flags: ['no_checks'] })]);
}

export function bindingVectors(): readonly Vector[] {
  const bad = (name: string, about: string, text: string, binding: Vector['binding']) =>
    fails(name, 'wrong_binding', about, text, { binding });
  const moved = comment(transferred(THERE));
  return [
    bad('copied', 'A record of another issue, copied here.', comment(RECORD), THERE),
    bad('copied-host', 'A record of another host.', comment(RECORD), { ...HERE, host: 'github.example' }),
    bad(
      'moved-nowhere',
      'A record that says it was moved away from GitHub, to where its address is none.',
      forged(transferred(THERE), (open) => {
        open.ref = 'https://github.com/x';
        for (const { was } of open.notes) Object.assign(Object(was).data.to, { host: null, ref: open.ref });
      }),
      null,
    ),
    bad('moved-back', 'A record that says it was moved away, found where it was.', moved, HERE),
    bad(
      'names-differ',
      'The id names another issue than the number, chained anew.',
      forged(RECORD, (open) => {
        open.record_id = 'acme/widgets#43';
        open.genesis.record_id = 'acme/widgets#43';
      }),
      null,
    ),
    bad(
      'ref-differs',
      'The address is that of another issue, chained anew.',
      forged(RECORD, (open) => {
        open.ref = 'https://github.com/acme/widgets/issues/43';
        open.genesis.ref = open.ref;
      }),
      null,
    ),
  ];
}
