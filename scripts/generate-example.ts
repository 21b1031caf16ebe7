import { mkdirSync, writeFileSync } from 'node:fs';
import { builtinLifecycle } from '../src/codec/lifecycle/builtin.ts';
import { encodeComment } from '../src/codec/record/comment.ts';
import { normalizeView, viewHash } from '../src/codec/record/comment-view.ts';
import { canonicalize } from '../src/core/encoding/canonical.ts';
import { traitsIn } from '../src/core/lifecycle/traits.ts';
import { appendEntries, emptyRecord, type TransitionDraft } from '../src/core/record/append/append.ts';
import { committedEntry, entriesOf } from '../src/core/record/chain/chain.ts';
import type { Genesis } from '../src/core/record/record.ts';
import { FULL_RENDERER } from '../src/core/record/renderer.ts';
import type { Instant } from '../src/core/values/instant.ts';
import { renderRecord } from '../src/report/comment/renderers.ts';
import { plainState } from './vectors/plain-state.ts';

/**
 * Writes the worked example of docs/record-format.md: a record of two entries, and beside it the exact texts that are
 * hashed, and that of a lifecycle. Everything random is fixed, so the files are the same on every run.
 */
export function exampleFiles(): { readonly [name: string]: string } {
  const lifecycle = builtinLifecycle('standard');
  const genesis: Genesis = {
    host: 'github.com',
    repo_id: 'R_kgDOExample',
    issue_id: 'I_kwDOExample42',
    record_id: 'acme/widgets#42',
    ref: 'https://github.com/acme/widgets/issues/42',
    ref_number: 42,
    repo: 'acme/widgets',
    labels: {},
    created_at: '2026-11-22T08:00:07Z',
    auto_merge: false,
    lifecycle: lifecycle.hash,
    nonce: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  };
  const stamp = {
    recordedAt: '2026-11-22T08:00:07Z',
    run: { id: '9', attempt: 1, url: 'https://github.com/acme/widgets/actions/runs/9' },
    lifecycle: lifecycle.hash,
    settings: {
      ci: 'checks',
      ignore_checks: [],
      require_current_approval: false,
      required_checks: [],
      unmerged_close: 'refuse',
      config: null,
    },
    random: countingBytes(),
    traitsOf: traitsIn(builtinLifecycle('standard')),
  } as const;
  const born = appendEntries(
    emptyRecord(genesis),
    [step(null, 'issue_created', 'issue.opened', '2026-11-22T08:00:00Z')],
    stamp,
  );
  const taken = appendEntries(
    born.record,
    [step('issue_created', 'task_queued', 'issue.assigned', '2026-11-22T08:30:00Z')],
    { ...stamp, recordedAt: '2026-11-22T08:30:05Z' },
  );
  const shown = {
    renderer: FULL_RENDERER,
    needs: [{ kind: 'pull_request', names: [], counts: {} }],
    allowed: ['pr_created'],
    open: [],
  } as const;
  const unseen = { ...taken.record, head: { ...taken.record.head, rev: 2, shown } };
  const visible = renderRecord(unseen) ?? '';
  const record = { ...unseen, head: { ...unseen.head, view: viewHash(visible) } };
  const strict = builtinLifecycle('strict');
  const [first, second] = entriesOf(record);
  if (first === undefined || second === undefined) throw new Error('the example has two entries');
  return {
    'comment.md': encodeComment(record, visible),
    'genesis.txt': canonicalize(genesis),
    'entry-1.txt': canonicalize(committedEntry(first)),
    'entry-2.txt': canonicalize(committedEntry(second)),
    'actor.txt': canonicalize(first.actor),
    'view.txt': normalizeView(visible),
    'lifecycle.txt': canonicalize({ initial: strict.initial, states: strict.states.map(plainState) }),
  };
}

function step(from: string | null, to: string, trigger: string, at: Instant): TransitionDraft {
  return {
    kind: 'transition',
    from,
    to,
    trigger,
    at,
    source: 'observed',
    actor: { id: '583231', login: 'octocat', type: 'User' },
    pr: null,
    pr_url: null,
    sha: null,
    basis: { observed: to, sha: null, cycle: 0, rules: null },
    evidence: { at, facts: {}, checks: null },
    flags: [],
    metadata: {},
  };
}

/** Stands in for randomness: bytes 1, 2, 3, … */
function countingBytes(): (size: number) => Uint8Array {
  let next = 0;
  return (size) => Uint8Array.from({ length: size }, () => ++next % 256);
}

export function generateExample(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(exampleFiles())) writeFileSync(`${folder}/${name}`, text);
}

if (import.meta.main) generateExample('docs/record-format');
