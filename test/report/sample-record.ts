import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { traitsIn } from '../../src/core/lifecycle/traits.ts';
import { appendEntries, type Draft, emptyRecord, type TransitionDraft } from '../../src/core/record/append/append.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedHash } from '../../src/core/values/ids.ts';
import { countingRandom } from '../support/arbitraries.ts';

/** A step with everything ordinary but what is given. */
export function draft(own: Partial<TransitionDraft> & Pick<TransitionDraft, 'from' | 'to'>): TransitionDraft {
  return {
    kind: 'transition',
    trigger: 'x',
    at: '2026-11-22T08:41:00Z',
    source: 'observed',
    actor: { id: '583231', login: 'octocat', type: 'User' },
    pr: null,
    pr_url: null,
    sha: null,
    basis: { observed: own.to, sha: null, cycle: 0, rules: null },
    evidence: { at: null, facts: {}, checks: null },
    flags: [],
    metadata: {},
    ...own,
  };
}

/** A record on GitHub with these entries. */
export function recordOf(drafts: readonly Draft[]): LoopRecord {
  const empty = emptyRecord({
    host: 'github.com',
    repo_id: 'R_1',
    issue_id: 'I_1',
    record_id: 'acme/widgets#42',
    ref: 'https://github.com/acme/widgets/issues/42',
    ref_number: 42,
    repo: 'acme/widgets',
    labels: {},
    created_at: '2026-11-22T08:41:07Z',
    auto_merge: false,
    lifecycle: trustedHash('A'.repeat(43)),
    nonce: 'A'.repeat(43),
  });
  return appendEntries(empty, drafts, {
    recordedAt: '2026-11-22T08:41:07Z',
    run: { id: '9', attempt: 1, url: 'https://github.com/acme/widgets/actions/runs/9/attempts/1' },
    lifecycle: trustedHash('A'.repeat(43)),
    settings: null,
    random: countingRandom(),
    traitsOf: traitsIn(builtinLifecycle('standard')),
  }).record;
}
