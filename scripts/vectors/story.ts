import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { releasedLifecycle } from '../../src/codec/lifecycle/released.ts';
import { encodeComment } from '../../src/codec/record/comment.ts';
import { viewHash } from '../../src/codec/record/comment-view.ts';
import { type Lifecycle, stateOf } from '../../src/core/lifecycle/lifecycle.ts';
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
import { entriesOf } from '../../src/core/record/chain/chain.ts';
import type { NoteKind } from '../../src/core/record/entry.ts';
import type { Genesis, LoopRecord, Shown } from '../../src/core/record/record.ts';
import { FULL_RENDERER } from '../../src/core/record/renderer.ts';
import type { Actor } from '../../src/core/values/actor.ts';
import { trustedHash, trustedSha } from '../../src/core/values/ids.ts';
import { type Instant, latestOf, plusMs } from '../../src/core/values/instant.ts';
import { renderRecord } from '../../src/report/comment/renderers.ts';

/** What every record of the vectors is made of. Everything random is fixed, so each run writes the same files. */

export const STANDARD = builtinLifecycle('standard');
export const STRICT = builtinLifecycle('strict');
export const HEAD = trustedSha('a1'.repeat(20));
export const OTHER_HEAD = trustedSha('b2'.repeat(20));
/** What the checks of the pull request are judged by. */
export const RULES = trustedHash('R'.repeat(42).concat('A'));
export const PULL = 'https://github.com/acme/widgets/pull/43';
export const OCTOCAT: Actor = { id: '583231', login: 'octocat', type: 'User' };
const RUN = { id: '9', attempt: 1, url: 'https://github.com/acme/widgets/actions/runs/9' };
const SETTINGS = {
  ci: 'checks',
  ignore_checks: [],
  require_current_approval: false,
  required_checks: ['build'],
  unmerged_close: 'refuse',
  config: null,
} as const;

type TimeOfDay = `${number}:${number}:${number}`;

export function at(clock: TimeOfDay): Instant {
  return `2026-11-22T${clock}Z`;
}

export const GENESIS: Genesis = {
  host: 'github.com',
  repo_id: 'R_kgDOExample',
  issue_id: 'I_kwDOExample42',
  record_id: 'acme/widgets#42',
  ref: 'https://github.com/acme/widgets/issues/42',
  ref_number: 42,
  repo: 'acme/widgets',
  labels: {},
  created_at: at('08:00:07'),
  auto_merge: false,
  lifecycle: STANDARD.hash,
  nonce: Buffer.alloc(32, 7).toString('base64url'),
};

/** Where the item of the records is, and another place. */
export const HERE = { host: 'github.com', repo_id: 'R_kgDOExample', issue_id: 'I_kwDOExample42' };
export const THERE = { host: 'github.com', repo_id: 'R_kgDOElsewhere', issue_id: 'I_kwDOElsewhere7' };
export const OTHER_HASH = trustedHash('A'.repeat(43));

/** Stands in for randomness: bytes 1, 2, 3, … from a place of its own for each record. */
export function bytesFrom(start: number): Stamp['random'] {
  let next = start;
  return (size) => Uint8Array.from({ length: size }, () => next++ % 256);
}

export function stamp(change: Partial<Stamp> & { readonly law?: Lifecycle } = {}): Stamp {
  const { law = STANDARD, ...rest } = change;
  return {
    recordedAt: at('12:00:00'),
    run: RUN,
    lifecycle: law.hash,
    settings: SETTINGS,
    random: bytesFrom(1),
    traitsOf: traitsIn(law),
    ...rest,
  };
}

export function record(drafts: readonly Draft[], change: Parameters<typeof stamp>[0] = {}): LoopRecord {
  return grown(emptyRecord(GENESIS), drafts, change);
}

/** Each entry recorded by a run of its own, some seconds after its time. */
export function grown(
  from: LoopRecord,
  drafts: readonly Draft[],
  change: Parameters<typeof stamp>[0] = {},
): LoopRecord {
  const random = bytesFrom(from.head.seq + 1);
  return drafts.reduce((before, draft) => {
    const soon = draft.at === null ? null : plusMs(draft.at, 1000 * (7 - (Number(draft.at.slice(17, 19)) % 10)));
    const recordedAt = latestOf([soon, before.updated_at]) ?? before.updated_at;
    return appendEntries(before, [draft], stamp({ random, recordedAt, ...change })).record;
  }, from);
}

/** A step, by default of pull request 43; `issue_created` and `task_queued` come before it. */
export function step(
  from: string | null,
  to: string,
  clock: TimeOfDay,
  change: Partial<TransitionDraft> = {},
): TransitionDraft {
  const before = to === 'issue_created' || to === 'task_queued';
  const sha = before ? null : HEAD;
  return {
    kind: 'transition',
    from,
    to,
    trigger: stateOf(STANDARD, to)?.trigger ?? to,
    at: at(clock),
    source: 'observed',
    actor: OCTOCAT,
    pr: before ? null : 43,
    pr_url: before ? null : PULL,
    sha,
    basis: { observed: to, sha, cycle: 0, rules: before ? null : RULES },
    evidence: { at: at(clock), facts: {}, checks: null },
    flags: [],
    metadata: {},
    ...change,
  };
}

export function note(kind: NoteKind, change: Partial<NoteDraft> = {}): NoteDraft {
  const { kind: _kind, from: _from, to: _to, ...base } = step(null, kind, '08:00:00');
  const parts = {
    at: null,
    source: 'reconstructed',
    actor: null,
    evidence: { at: null, facts: {}, checks: null },
  } as const;
  return { ...base, ...parts, kind: 'note', note: kind, trigger: kind, was: null, ...change };
}

export function refusal(from: string, to: string, change: Partial<RejectionDraft> = {}): RejectionDraft {
  const { kind: _kind, ...base } = step(from, to, '10:00:00');
  return {
    ...base,
    kind: 'rejection',
    from,
    code: 'gate_not_met',
    cause: `gate_not_met|merge|43|${HEAD}|0`,
    message: `Invalid transition: ${from} → ${to}. Allowed from ${from}: ci_pending\nMissing: checks.ok`,
    needs: [{ kind: 'failed', names: ['build'], counts: { total: 1 } }],
    ...change,
  };
}

/** The whole way of one pull request, from the issue to its end. */
export function wholeWay(): readonly TransitionDraft[] {
  const passed = {
    at: at('08:41:00'),
    facts: { 'checks.ok': true, 'checks.state': 'success' },
    checks: { build: 'success' },
  };
  return [
    step(null, 'issue_created', '08:00:00'),
    step('issue_created', 'task_queued', '08:10:00'),
    step('task_queued', 'pr_created', '08:30:00'),
    step('pr_created', 'ci_pending', '08:31:00', { source: 'reconstructed', actor: null }),
    step('ci_pending', 'ci_passed', '08:41:00', { evidence: passed }),
    step('ci_passed', 'awaiting_review', '08:42:00'),
    step('awaiting_review', 'approved', '09:00:00'),
    step('approved', 'merged', '09:10:00'),
    step('merged', 'closed', '09:10:02'),
  ];
}

/** A record as it stands in a comment. */
export function comment(whole: LoopRecord): string {
  return encodeComment(seen(whole), visibleOf(whole));
}

/** The record with all that its head says of the comment. */
export function seen(whole: LoopRecord): LoopRecord {
  const rev = Math.max(whole.head.rev, 1);
  return { ...whole, head: { ...whole.head, rev, shown: shownIn(whole), view: viewHash(visibleOf(whole)) } };
}

/** The part that people read. */
export function visibleOf(whole: LoopRecord): string {
  const visible = renderRecord({ ...whole, head: { ...whole.head, shown: shownIn(whole) } });
  if (visible === null) throw new Error('the record cannot be shown');
  return visible;
}

/** What is said already stays; else what the law lets come next, and the refusals that nobody answers for. */
function shownIn(whole: LoopRecord): Shown {
  const { shown, violations } = whole.head;
  const law = entriesOf(whole).findLast(({ lifecycle }) => lifecycle !== null)?.lifecycle ?? null;
  const lifecycle = law === null ? undefined : releasedLifecycle(law);
  const state = lifecycle === undefined ? undefined : stateOf(lifecycle, whole.state);
  const allowed = [...new Set(state?.to.map(({ to }) => to))];
  const open = violations.filter(({ accepted }) => accepted === null).map(({ seq }) => seq);
  return shown ?? { renderer: FULL_RENDERER, needs: [], allowed, open };
}
