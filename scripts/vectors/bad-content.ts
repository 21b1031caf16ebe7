import type { Draft } from '../../src/core/append.ts';
import type { LoopRecord } from '../../src/core/record.ts';
import { bodyOf, changed, edited, forged } from './attack.ts';
import { nth } from './bad-chain.ts';
import { continued, erase, everyEntry, keptTwice, transferred } from './good-records.ts';
import { at, comment, grown, note, OTHER_HEAD, record, refusal, STRICT, seen, step, wholeWay } from './story.ts';
import { fails, unsure, type Vector } from './vector.ts';

const RECORD = record(wholeWay());
const SHORT = record(wholeWay().slice(0, 3));
const EVERY = everyEntry();
const OTHER_HASH = 'A'.repeat(43);
const HERE = { host: 'github.com', repo_id: 'R_kgDOExample', issue_id: 'I_kwDOExample42' };
const THERE = { host: 'github.com', repo_id: 'R_kgDOElsewhere', issue_id: 'I_kwDOElsewhere7' };

/** Steps that the lifecycle does not have, in records that are chained as they should be. */
export function stepVectors(): readonly Vector[] {
  const bad = (name: string, about: string, drafts: readonly Draft[], law = {}) =>
    fails(name, 'illegal_step', about, comment(record(drafts, law)));
  const [born, queued, opened] = [nth(wholeWay(), 0), nth(wholeWay(), 1), nth(wholeWay(), 2)];
  return [
    bad('gate-skipped', 'Merged with no check.', [born, queued, opened, step('pr_created', 'merged', '09:00:00')]),
    bad('jump', 'A step that starts where the item does not stand.', [born, queued, step('ci_passed', 'merged', '09:00:00')]),
    bad('born-late', 'A birth in a later state, not marked unproven.', [step(null, 'merged', '08:00:00')]),
    bad('born-nowhere', 'A birth, marked unproven, in a state that does not exist.', [step(null, 'shipped', '08:00:00', { flags: ['unproven'] })]),
    bad('born-twice', 'A second birth.', [born, queued, born]),
    bad('unproven-step', 'The flag unproven excuses a birth, not a step.', [born, step('issue_created', 'merged', '08:20:00', { flags: ['unproven'], source: 'asserted' })]),
    bad('override-beyond', 'An override takes an edge too.', [born, queued, step('task_queued', 'merged', '08:20:00', { source: 'override' })]),
    bad('strict-back', 'A step that only the standard lifecycle has, under strict.', [born, queued, opened, step('pr_created', 'task_queued', '09:00:00')], { law: STRICT }),
    bad('state-unknown', 'A state that the lifecycle does not have.', [born, queued, step('task_queued', 'shipped', '09:00:00')]),
    bad('refused-from-nowhere', 'A refusal from where the item had never been.', [born, refusal('approved', 'merged')]),
    unsure('lifecycle-foreign', 'unknown_lifecycle', 'A lifecycle that nobody knows, chained anew.', forged(RECORD, ({ transitions }) => {
      nth(transitions, 2).lifecycle = OTHER_HASH;
    })),
    unsure('lifecycle-none', 'unknown_lifecycle', 'A step that names no lifecycle.', forged(RECORD, ({ transitions }) => {
      nth(transitions, 2).lifecycle = null;
    })),
    unsure('lifecycle-last', 'unknown_lifecycle', 'The last step names a lifecycle that nobody knows: closed_at is not judged.', edited(foreignLast(), (open) => {
      open.closed_at = null;
    })),
    fails('lifecycle-edited', 'chain_broken unknown_lifecycle', 'The same without chaining anew.', edited(RECORD, ({ transitions }) => {
      nth(transitions, 2).lifecycle = OTHER_HASH;
    })),
  ];
}

function foreignLast(): LoopRecord {
  return grown(record(wholeWay().slice(0, 8)), wholeWay().slice(8), { lifecycle: OTHER_HASH });
}

/** Derived fields that do not follow, and a visible part that was not written. */
export function foldVectors(): readonly Vector[] {
  const bad = (name: string, about: string, change: Parameters<typeof edited>[1], from: LoopRecord = SHORT) =>
    fails(name, 'fold_mismatch', about, edited(from, change));
  return [
    bad('tail-dropped', 'The last entry is gone.', ({ transitions }) => void transitions.pop(), RECORD),
    bad('fold-state', 'Another state.', (open) => void (open.state = 'closed')),
    bad('fold-cycle', 'Another cycle.', (open) => void (open.head.cycle = 1)),
    bad('fold-sha', 'Another head.', (open) => void (open.head.sha = OTHER_HEAD)),
    bad('fold-basis', 'Another basis.', (open) => void (open.head.basis.observed = 'merged')),
    bad('fold-merged', 'A merge that no entry tells.', (open) => void (open.head.merged_pr = 43)),
    bad('fold-violations', 'Violations hidden.', (open) => void (open.head.violations = []), EVERY),
    bad('fold-provisional', 'A provisional merge hidden.', (open) => void (open.head.provisional = null), noChecks()),
    bad('fold-checks', 'Other checks.', (open) => void (open.ci_status = { build: 'success' })),
    bad('fold-closed', 'A time of closing.', (open) => void (open.closed_at = at('09:00:00'))),
    bad('fold-updated', 'Another time of the last entry.', (open) => void (open.updated_at = at('23:00:00'))),
    bad('fold-labels', 'A label.', (open) => void (open.labels = { urgent: 'yes' })),
    bad('fold-merge-setting', 'auto_merge switched on.', (open) => void (open.auto_merge = true)),
    bad('fold-id', 'Another number in front of the same entries.', (open) => void (open.record_id = 'acme/widgets#43')),
    bad('fold-continues', 'It continues a comment, says the record, but no note.', (open) => void (open.continues = { comment_id: '7', hash: OTHER_HASH })),
    bad('fold-continued', 'It continues a comment, says a note, but not the record.', (open) => void (open.continues = null), continued()),
    fails('birth-moved', 'fold_mismatch', 'Born before its first entry was recorded, chained anew.', forged(SHORT, ({ genesis }) => void (genesis.created_at = at('07:00:00')))),
    fails('view-edited', 'view_mismatch', 'The part that people read was changed.', comment(RECORD).replace('`closed`', '`merged`')),
    fails('view-null', 'view_mismatch', 'The record says nothing of the visible part.', edited(RECORD, (open) => void (open.head.view = null))),
  ];
}

function noChecks(): LoopRecord {
  const way = wholeWay().slice(0, 4);
  return record([...way, step('ci_pending', 'ci_passed', '09:00:00', { flags: ['no_checks'] })]);
}

export function bindingVectors(): readonly Vector[] {
  const bad = (name: string, about: string, text: string, binding: Vector['binding']) => fails(name, 'wrong_binding', about, text, { binding });
  const moved = comment(transferred(THERE));
  return [
    bad('copied', 'A record of another issue, copied here.', comment(RECORD), THERE),
    bad('copied-host', 'A record of another host.', comment(RECORD), { ...HERE, host: 'github.example' }),
    bad('moved-back', 'A record that says it was moved away, found where it was.', moved, HERE),
    bad('names-differ', 'The id names another issue than the number, chained anew.', forged(RECORD, (open) => {
      open.record_id = 'acme/widgets#43';
      open.genesis.record_id = 'acme/widgets#43';
    }), null),
    bad('ref-differs', 'The address is that of another issue, chained anew.', forged(RECORD, (open) => {
      open.ref = 'https://github.com/acme/widgets/issues/43';
      open.genesis.ref = open.ref;
    }), null),
  ];
}

/** Values, their salts, and what redaction notes say. */
export function redactionVectors(): readonly Vector[] {
  const bad = (name: string, codes: string, about: string, change: Parameters<typeof edited>[1], from = RECORD) =>
    fails(name, codes, about, edited(from, change));
  const erased = erase(RECORD, 1, ['actor']);
  return [
    bad('salt-missing', 'chain_broken commitment_mismatch', 'A person without a salt.', ({ transitions }) => void (nth(transitions, 0).salts.actor = null)),
    bad('salt-key-missing', 'chain_broken commitment_mismatch', 'No place for the salt of a value.', ({ transitions }) => void (nth(transitions, 0).salts.metadata = {}), EVERY),
    bad('salt-left', 'commitment_mismatch', 'A name was erased and its salt was not: it can be guessed.', ({ transitions }) => void (nth(transitions, 0).salts.actor = OTHER_HASH), erased),
    bad('salt-for-nobody', 'commitment_mismatch', 'A salt where there is no person.', ({ transitions }) => void (nth(transitions, 3).salts.actor = OTHER_HASH)),
    bad('salt-for-nothing', 'commitment_mismatch', 'A salt for a key that is not there.', ({ transitions }) => void (nth(transitions, 3).salts.metadata = { team: OTHER_HASH })),
    bad('erased-other', 'chain_broken', 'Another commitment in place of the erased name.', ({ transitions }) => void (nth(transitions, 0).actor = { redacted: OTHER_HASH }), erased),
    fails('erased-silently', 'redaction_unrecorded', 'A name was erased and no note says so.', bodyOf(seen(withoutNote(erased)))),
    fails('erased-other-name', 'commitment_mismatch redaction_unrecorded', 'The note names another value.', comment(erase(RECORD, 1, ['actor'], ['metadata/team']))),
    fails('erased-untruly', 'commitment_mismatch', 'A note says that a name was erased which still stands there.', comment(grown(RECORD, [note('redaction', { was: { seq: 1, names: ['actor'] } })]))),
    fails('kept-erased-silently', 'redaction_unrecorded', 'A name was erased in an entry that a note keeps.', comment(erase(keptTwice(), 6, ['was/actor'], []))),
  ];
}

function withoutNote(erased: LoopRecord): LoopRecord {
  return changed(RECORD, (open) => {
    const first = nth(open.transitions, 0);
    const { actor, salts } = nth(erased.transitions, 0);
    first.actor = actor;
    first.salts = JSON.parse(JSON.stringify(salts));
  });
}

