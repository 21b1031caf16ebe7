import type { Draft } from '../../src/core/record/append/append.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { edited, forged, nth } from './attack.ts';
import { erase } from './erase.ts';
import { says } from './good-records.ts';
import { comment, grown, note, OTHER_HASH, record, refusal, STRICT, step, wholeWay } from './story.ts';
import { fails, unsure, type Vector } from './vector.ts';

const RECORD = record(wholeWay());

/** Steps that the lifecycle does not have, in records that are chained as they should be. */
export function stepVectors(): readonly Vector[] {
  const bad = (name: string, about: string, drafts: readonly Draft[], law = {}) =>
    fails(name, 'illegal_step', about, comment(record(drafts, law)));
  const [born, queued, opened] = [nth(wholeWay(), 0), nth(wholeWay(), 1), nth(wholeWay(), 2)];
  return [
    bad('gate-skipped', 'Merged with no check.', [born, queued, opened, step('pr_created', 'merged', '09:00:00')]),
    bad('jump', 'A step that starts where the item does not stand.', [
      born,
      queued,
      step('ci_passed', 'merged', '09:00:00'),
    ]),
    bad('born-late', 'A birth in a later state, not marked unproven.', [step(null, 'merged', '08:00:00')]),
    bad('born-nowhere', 'A birth, marked unproven, in a state that does not exist.', [
      step(null, 'shipped', '08:00:00', { flags: ['unproven'] }),
    ]),
    bad('born-twice', 'A second birth.', [born, queued, born]),
    bad('unproven-step', 'The flag unproven excuses a birth, not a step.', [
      born,
      step('issue_created', 'merged', '08:20:00', { flags: ['unproven'], source: 'asserted' }),
    ]),
    bad('override-beyond', 'An override takes an edge too.', [
      born,
      queued,
      step('task_queued', 'merged', '08:20:00', { source: 'override' }),
    ]),
    bad(
      'strict-back',
      'A step that only the standard lifecycle has, under strict.',
      [born, queued, opened, step('pr_created', 'task_queued', '09:00:00')],
      { law: STRICT },
    ),
    bad('state-unknown', 'A state that the lifecycle does not have.', [
      born,
      queued,
      step('task_queued', 'shipped', '09:00:00'),
    ]),
    bad('refused-from-nowhere', 'A refusal from where the item had never been.', [born, refusal('approved', 'merged')]),
    ...followVectors(),
    unsure(
      'lifecycle-foreign',
      'unknown_lifecycle',
      'A lifecycle that nobody knows, chained anew.',
      forged(RECORD, ({ transitions }) => {
        nth(transitions, 2).lifecycle = OTHER_HASH;
      }),
    ),
    unsure(
      'lifecycle-none',
      'unknown_lifecycle',
      'A step that names no lifecycle.',
      forged(RECORD, ({ transitions }) => {
        nth(transitions, 2).lifecycle = null;
      }),
    ),
    unsure(
      'lifecycle-last',
      'unknown_lifecycle',
      'The last step names a lifecycle that nobody knows: closed_at is not judged.',
      edited(foreignLast(), (open) => {
        open.closed_at = null;
      }),
    ),
    fails(
      'lifecycle-edited',
      'chain_broken unknown_lifecycle',
      'The same without chaining anew.',
      edited(RECORD, ({ transitions }) => {
        nth(transitions, 2).lifecycle = OTHER_HASH;
      }),
    ),
  ];
}

/** Entries that cannot follow what stands before them. */
function followVectors(): readonly Vector[] {
  const bad = (name: string, about: string, whole: LoopRecord) => fails(name, 'illegal_step', about, comment(whole));
  const short = record(wholeWay().slice(0, 5));
  const first = record(wholeWay().slice(0, 1));
  const refused = grown(short, [refusal('ci_passed', 'merged')]);
  const reopened = step('closed', 'task_queued', '10:00:00', {
    trigger: 'issue.reopened',
    basis: { observed: 'task_queued', sha: null, cycle: 1, rules: null },
  });
  const later = { basis: reopened.basis };
  const shut = grown(RECORD, [refusal('closed', 'merged', { cause: 'illegal_transition|close|43||0' })]);
  return [
    bad('adopted-late', 'Taken over in the middle of its way.', grown(short, [note('adopted')])),
    bad(
      'adopted-third',
      'Taken over, and not right after its birth.',
      grown(first, [note('reproved'), note('adopted')]),
    ),
    bad(
      'evidence-unasked',
      'Evidence for a provisional step where there is none.',
      grown(short, [note('late_evidence')]),
    ),
    bad('evidence-twice', 'The same twice.', grown(noChecks(), [note('late_evidence'), note('late_evidence')])),
    bad('accept-nothing', 'Somebody answers for a step like any other.', grown(refused, [says('accept', { seq: 3 })])),
    bad(
      'accept-later',
      'Somebody answers for what is still to come.',
      grown(short, [says('accept', { seq: 7 }), refusal('ci_passed', 'merged')]),
    ),
    bad(
      'accept-other-cycle',
      'Somebody answers for a refusal of the cycle before.',
      grown(cyclesOnce(reopened), [says('accept', { seq: 5 }, later)]),
    ),
    bad('close-again', 'A close is refused where the item is closed.', shut),
    bad('redaction-by-run', 'A redaction by a workflow run.', erase(RECORD, 1, ['actor'], ['actor'], 1, {})),
  ];
}

function cyclesOnce(reopened: Draft): LoopRecord {
  return record([...wholeWay().slice(0, 4), refusal('ci_pending', 'merged'), ...wholeWay().slice(4), reopened]);
}

function noChecks(): LoopRecord {
  const passed = step('ci_pending', 'ci_passed', '09:00:00', { flags: ['no_checks'] });
  return record([...wholeWay().slice(0, 4), passed]);
}

function foreignLast(): LoopRecord {
  return grown(record(wholeWay().slice(0, 8)), wholeWay().slice(8), { lifecycle: OTHER_HASH });
}
