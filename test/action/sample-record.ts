import type { Transition } from '../../src/core/record/entry.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import { trustedHash } from '../../src/core/values/ids.ts';

/** An entry as it stands in a record; only its shape matters here. */
export const entry: Transition = {
  seq: 2,
  from_state: 'issue_created',
  to_state: 'task_queued',
  trigger: 'issue.assigned',
  timestamp: '2026-11-22T08:41:00Z',
  recorded_at: '2026-11-22T08:41:07Z',
  source: 'observed',
  actor: { id: '583231', login: 'octocat', type: 'User' },
  run: null,
  pr: null,
  pr_url: null,
  sha: null,
  lifecycle: null,
  settings: null,
  basis: { observed: 'task_queued', sha: null, cycle: 0, rules: null },
  evidence: { at: null, facts: {}, checks: null },
  flags: [],
  metadata: {},
  salts: { actor: null, metadata: {} },
  prev_hash: trustedHash('p'),
  hash: trustedHash('h'),
};

/** A record whose JSON is longer by `pad` characters. */
export function recordOf(shape: {
  readonly seq?: number;
  readonly pad?: number;
  readonly padding?: string;
}): LoopRecord {
  const at = '2026-11-22T08:41:07Z';
  const url = 'https://github.com/acme/widgets/issues/42';
  return {
    schema_version: 1,
    record_id: 'acme/widgets#42',
    ref: url,
    ref_number: 42,
    repo: 'acme/widgets',
    genesis: {
      host: 'github.com',
      repo_id: 'R_1',
      issue_id: 'I_1',
      record_id: 'acme/widgets#42',
      ref: url,
      ref_number: 42,
      repo: 'acme/widgets',
      labels: {},
      created_at: at,
      auto_merge: false,
      lifecycle: trustedHash('l'),
      nonce: 'n',
    },
    transitions: [entry],
    rejections: [],
    notes: [],
    segments: [],
    continues: null,
    head: {
      seq: shape.seq ?? 2,
      hash: trustedHash('h'),
      rev: 1,
      view: null,
      cycle: 0,
      pr: null,
      sha: null,
      source: 'observed',
      basis: entry.basis,
      merged_pr: null,
      provisional: null,
      violations: [],
      judged: [],
      at: null,
      shown: null,
      outbox: null,
    },
    state: 'task_queued',
    pr_url: null,
    pr_number: null,
    auto_merge: false,
    ci_status: {},
    labels: shape.pad === undefined ? {} : { pad: (shape.padding ?? 'x').repeat(shape.pad) },
    created_at: at,
    updated_at: at,
    closed_at: null,
  };
}
