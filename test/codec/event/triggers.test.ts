import { expect, test } from 'vitest';
import { triggersOf } from '../../../src/codec/event/triggers.ts';
import type { JsonObject } from '../../../src/core/values/json.ts';
import { STANDARD_TRIGGERS } from '../standard-triggers.ts';

function caused(key: string, payload: JsonObject = {}, item?: 'issue' | 'pull_request'): readonly string[] {
  const [name = '', action = null] = key.split('.');
  return triggersOf({ name, action, sender: null, payload }, item);
}

const CI_STARTS = ['ci.started', 'ci.restarted'];

test.each<[string, JsonObject, readonly string[]]>([
  ['issues.opened', {}, ['issue.opened']],
  ['issues.opened', { issue: { assignees: [{ login: 'octocat' }] } }, ['issue.opened', 'issue.assigned']],
  ['issues.assigned', {}, ['issue.assigned']],
  ['issues.unassigned', {}, []],
  ['issues.labeled', {}, []],
  ['issues.closed', {}, ['issue.closed']],
  ['issues.reopened', {}, ['issue.reopened']],
  ['pull_request.opened', {}, ['pr.opened', ...CI_STARTS]],
  ['pull_request_target.opened', {}, ['pr.opened', ...CI_STARTS]],
  ['pull_request.edited', {}, ['pr.opened', 'pr.withdrawn']],
  ['pull_request.synchronize', {}, CI_STARTS],
  ['pull_request.closed', { pull_request: { merged: true } }, ['pr.merged', 'issue.closed']],
  ['pull_request.closed', { pull_request: { merged: false } }, ['pr.withdrawn']],
  ['pull_request.ready_for_review', {}, ['review.requested']],
  ['pull_request.review_requested', {}, ['review.requested', 'review.withdrawn']],
  ['pull_request_review.submitted', { review: { state: 'approved' } }, ['review.approved']],
  [
    'pull_request_review.submitted',
    { review: { state: 'changes_requested' } },
    ['review.requested', 'review.withdrawn'],
  ],
  ['pull_request_review.submitted', { review: { state: 'commented' } }, []],
  ['pull_request_review.dismissed', {}, ['review.approved', 'review.requested', 'review.withdrawn']],
  ['workflow_run.requested', {}, CI_STARTS],
  ['workflow_run.in_progress', {}, CI_STARTS],
  ['workflow_run.completed', { workflow_run: { conclusion: 'success' } }, ['ci.passed']],
  ['workflow_run.completed', { workflow_run: { conclusion: 'failure' } }, ['ci.failed', 'ci.passed']],
  ['check_suite.completed', { check_suite: { conclusion: 'neutral' } }, ['ci.passed']],
  ['check_run.completed', { check_run: { conclusion: 'action_required' } }, CI_STARTS],
  ['check_run.created', {}, CI_STARTS],
  ['status', { state: 'pending' }, CI_STARTS],
  ['status', { state: 'success' }, ['ci.passed']],
  ['status', { state: 'error' }, ['ci.failed']],
  ['push', { ref: 'refs/heads/main', repository: { default_branch: 'main' } }, ['pr.merged', 'issue.closed']],
  ['push', { ref: 'refs/heads/topic', repository: { default_branch: 'main' } }, CI_STARTS],
  ['push', { ref: 'refs/heads/main', deleted: true, repository: { default_branch: 'main' } }, []],
  ['merge_group.checks_requested', {}, []],
  ['issue_comment.created', {}, []],
  ['workflow_dispatch', {}, []],
  ['schedule', {}, []],
  ['constructor', {}, []],
])('%s %j causes %j', (key, payload, expected) => {
  expect(caused(key, payload)).toEqual(expected);
});

test('a pull request that is its own item is opened, reopened and closed by its own events', () => {
  expect(caused('pull_request.opened', {}, 'pull_request')).toContain('issue.opened');
  expect(caused('pull_request.reopened', {}, 'pull_request')).toContain('issue.reopened');
  expect(caused('pull_request.closed', {}, 'pull_request')).toContain('issue.closed');
  expect(caused('pull_request.synchronize', {}, 'pull_request')).toEqual(CI_STARTS);
});

test('every trigger of the built-in lifecycles has an event that can cause it, and no other is named', () => {
  const all = [
    'issues.opened',
    'issues.assigned',
    'issues.closed',
    'issues.reopened',
    'pull_request.opened',
    'pull_request.edited',
    'pull_request.converted_to_draft',
    'pull_request_review.dismissed',
    'workflow_run.completed',
  ].flatMap((key) => caused(key));
  const merged = caused('pull_request.closed', { pull_request: { merged: true } });
  expect(new Set([...all, ...merged])).toEqual(STANDARD_TRIGGERS);
});
