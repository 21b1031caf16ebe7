import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import {
  appendEntries,
  type Draft,
  emptyRecord,
  type NoteDraft,
  type RejectionDraft,
  type Stamp,
  type TransitionDraft,
} from '../../src/core/record/append/append.ts';
import type { Entry, NoteKind } from '../../src/core/record/entry.ts';
import type { Genesis, LoopRecord } from '../../src/core/record/record.ts';
import { type Hash, trustedHash } from '../../src/core/values/ids.ts';
import type { JsonValue } from '../../src/core/values/json.ts';
import { countingRandom } from '../support/arbitraries.ts';
import { actor, at, HEAD } from './sample-facts.ts';

export const LAW = trustedHash('L'.repeat(43));

export const GENESIS: Genesis = {
  host: 'github.com',
  repo_id: 'R_1',
  issue_id: 'I_1',
  record_id: 'acme/widgets#42',
  ref: 'https://github.com/acme/widgets/issues/42',
  ref_number: 42,
  repo: 'acme/widgets',
  labels: { team: 'platform' },
  created_at: at('08:00:00'),
  auto_merge: true,
  lifecycle: LAW,
  nonce: 'N'.repeat(43),
};

export function aStamp(change: Partial<Stamp> = {}): Stamp {
  return {
    recordedAt: at('12:00:00'),
    run: { id: '9', attempt: 1, url: 'https://github.com/acme/widgets/actions/runs/9' },
    lifecycle: LAW,
    settings: null,
    random: countingRandom(),
    traitsOf: traitsIn(builtinLifecycle('standard')),
    ...change,
  };
}

export function aStep(change: Partial<TransitionDraft> = {}): TransitionDraft {
  return {
    kind: 'transition',
    from: null,
    to: 'issue_created',
    trigger: 'issue.opened',
    at: at('08:00:00'),
    source: 'observed',
    actor: actor('583231'),
    pr: null,
    pr_url: null,
    sha: null,
    basis: { observed: 'issue_created', sha: null, cycle: 0, rules: null },
    evidence: { at: at('08:00:00'), facts: {}, checks: null },
    flags: [],
    metadata: {},
    ...change,
  };
}

export function aNote(change: Partial<NoteDraft> = {}): NoteDraft {
  const { kind: _kind, from: _from, to: _to, ...base } = aStep();
  const { note = 'migration' } = change;
  return { ...base, kind: 'note', note, trigger: note, was: null, ...change };
}

/** A note that says something. */
export function saying(note: NoteKind, data: JsonValue): NoteDraft {
  return aNote({ note, was: { data, kept: [], named: [] } });
}

/** A note that takes entries in: whole, or by their hashes. */
export function taking(note: NoteKind, kept: readonly Entry[], named: readonly Hash[] = []): NoteDraft {
  return aNote({ note, was: { data: null, kept: JSON.parse(JSON.stringify(kept)), named } });
}

export function aRejection(change: Partial<RejectionDraft> = {}): RejectionDraft {
  const { kind: _kind, from: _from, to: _to, ...base } = aStep();
  return {
    ...base,
    kind: 'rejection',
    from: 'issue_created',
    to: 'merged',
    needs: [],
    trigger: 'pr.merged',
    code: 'gate_not_met',
    cause: `gate_not_met|merge|43|${HEAD}|0`,
    message: 'Invalid transition: issue_created → merged. Allowed from issue_created: task_queued',
    ...change,
  };
}

export function recordOf(drafts: readonly Draft[], change: Partial<Stamp> = {}): LoopRecord {
  return appendEntries(emptyRecord(GENESIS), drafts, aStamp(change)).record;
}
