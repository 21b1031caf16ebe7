import type { ContextName, ContextObject, Contexts } from '../../src/core/facts/contexts.ts';

/** The contexts of an issue whose pull request waits for its review. */
const SAMPLE: Contexts = {
  github: {
    event_name: 'issues',
    event: {
      action: 'opened',
      issue: { number: 42, labels: [{ name: 'bug' }, { name: 'p1' }] },
      constructor: 'a payload may hold any key',
    },
    actor: 'octocat',
    ref: 'refs/heads/main',
    sha: 'a'.repeat(40),
    repository: 'acme/widgets',
    run_id: '9',
    run_attempt: '1',
  },
  issue: {
    number: 42,
    state: 'open',
    state_reason: null,
    title: 'Widgets squeak',
    author: 'octocat',
    assignees: ['hubot'],
    labels: ['bug', 'p1'],
    created_at: '2026-11-22T08:00:00Z',
    set_aside: false,
    merged_before: false,
    closed_by: null,
    closed_elsewhere: null,
    close_accepted: false,
    taken_up: true,
  },
  pull_request: {
    number: 43,
    open: true,
    closed: false,
    merged: false,
    active: true,
    draft: false,
    author: 'hubot',
    base: 'main',
    from_fork: false,
    head_sha: 'b'.repeat(40),
    auto_merge: false,
    conflict: null,
  },
  checks: {
    ...{ state: 'success', ok: true, total: 2, failed: [], pending: [], skipped: ['docs'] },
    ...{ cancelled: [], timed_out: [], waiting: [], never_reported: [] },
  },
  review: { decision: 'review_required', current: false, required: 1, requested: 1, approvals: 0, humans: 0 },
  record: { state: 'ci_passed', pr_number: 43, auto_merge: false, cycle: 0, reopened: false, labels: { team: 'core' } },
};

/** The sample with some properties replaced. */
export function sampleContexts(changes: { readonly [name in ContextName]?: ContextObject } = {}): Contexts {
  return {
    github: { ...SAMPLE.github, ...changes.github },
    issue: { ...SAMPLE.issue, ...changes.issue },
    pull_request: { ...SAMPLE.pull_request, ...changes.pull_request },
    checks: { ...SAMPLE.checks, ...changes.checks },
    review: { ...SAMPLE.review, ...changes.review },
    record: { ...SAMPLE.record, ...changes.record },
  };
}

/** The condition as a workflow would write it. */
export function wrapped(condition: string): string {
  return `\${{${condition}}}`;
}
