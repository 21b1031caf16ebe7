import { describe, expect, test } from 'vitest';
import { MAPPED_EVENTS, readEvent } from '../../../src/codec/event/event.ts';
import type { JsonObject } from '../../../src/core/values/json.ts';
import { example, examplesOf, without } from '../event-examples.ts';

const SHA = '929f8209d40f77f4abc622a499c93a83babdbe64';

function targets(name: string, payload: JsonObject): unknown {
  return readEvent(name, payload).targets;
}

function ignored(name: string, payload: JsonObject): string | undefined {
  return readEvent(name, payload).ignored?.reason;
}

describe('every official example', () => {
  const names = MAPPED_EVENTS.filter((name) => name !== 'schedule' && name !== 'pull_request_target');

  test.each(names)('of %s is read, and has targets or a reason but not both', (name) => {
    for (const payload of examplesOf(name)) {
      const reading = readEvent(name, payload);
      expect(reading.targets.length === 0).toBe(reading.ignored !== null);
      expect(reading.event.payload).toBe(payload);
    }
  });

  test('of an event that leads nowhere is ignored by name', () => {
    for (const name of ['star', 'discussion', 'label', 'deployment', 'constructor']) {
      const reading = readEvent(name, { action: 'created' });
      expect(reading.ignored?.reason).toBe('event_not_mapped');
      expect(reading.ignored?.notice).toContain(`"${name}"`);
    }
  });
});

describe('issues', () => {
  test('leads to the issue', () => {
    expect(targets('issues', example('issues', 'opened', { issue: { number: 42 } }))).toEqual([
      { kind: 'item', number: 42 },
    ]);
  });

  test.each(['transferred', 'deleted'])('%s leaves nothing to look at', (action) => {
    expect(ignored('issues', example('issues', action))).toBe('no_item');
  });
});

describe('issue_comment', () => {
  const own = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' };
  const record = (action: string, sender: JsonObject, user: JsonObject = own) =>
    example('issue_comment', action, {
      issue: { number: 42, pull_request: null },
      comment: { body: '<!-- loopforge:record\n{}\n-->\nState', user },
      sender,
    });

  test('leads to the issue, or to the pull request that the comment stands on', () => {
    const onIssue = example('issue_comment', 'created', { issue: { number: 42, pull_request: null } });
    const onPull = example('issue_comment', 'created', { issue: { number: 43, pull_request: { url: 'u' } } });
    expect(targets('issue_comment', onIssue)).toEqual([{ kind: 'item', number: 42 }]);
    expect(targets('issue_comment', onPull)).toEqual([{ kind: 'pull_request', number: 43 }]);
  });

  test.each(['created', 'edited'])('our own record comment, %s by us, is our own event', (action) => {
    expect(ignored('issue_comment', record(action, own))).toBe('own_event');
  });

  test('a record comment that was deleted, or edited by somebody else, is looked at', () => {
    const person = { id: 583231, login: 'octocat', type: 'User' };
    const item = [{ kind: 'item', number: 42 }];
    expect(targets('issue_comment', record('deleted', own))).toEqual(item);
    expect(targets('issue_comment', record('edited', person))).toEqual(item);
  });

  test('a person who posts the marker makes no event of ours', () => {
    const person = { id: 583231, login: 'octocat', type: 'User' };
    expect(ignored('issue_comment', record('created', person, person))).toBeUndefined();
  });
});

describe('pull_request', () => {
  const edited = (before: string, after: string | null) =>
    example('pull_request', 'opened', {
      action: 'edited',
      pull_request: { number: 7, body: after },
      repository: { full_name: 'Codertocat/Hello-World', html_url: 'https://github.com/Codertocat/Hello-World' },
      changes: { body: { from: before } },
    });

  test.each(['pull_request', 'pull_request_target'])('%s leads to the pull request', (name) => {
    const payload = example('pull_request', 'synchronize', { pull_request: { number: 7 } });
    expect(targets(name, payload)).toEqual([{ kind: 'pull_request', number: 7 }]);
  });

  test('an edited body also leads to the issues that it no longer closes', () => {
    const before =
      'Fixes #1, closes Codertocat/Hello-World#2 and resolves https://github.com/codertocat/hello-world/issues/3';
    expect(targets('pull_request', edited(before, 'Fixes #2'))).toEqual([
      { kind: 'pull_request', number: 7 },
      { kind: 'item', number: 1 },
      { kind: 'item', number: 3 },
    ]);
  });

  test('not to issues that were only mentioned, or that live elsewhere', () => {
    const before = 'See #1. Closes other/repo#2. Fixes https://ghes.example/Codertocat/Hello-World/issues/3';
    expect(targets('pull_request', edited(before, null))).toEqual([{ kind: 'pull_request', number: 7 }]);
  });
});

describe('fork', () => {
  const fork = { pull_request: { head: { repo: { id: 1 } }, base: { repo: { id: 2 } } } };
  const same = { pull_request: { head: { repo: { id: 2 } }, base: { repo: { id: 2 } } } };
  const gone = { pull_request: { head: { repo: null }, base: { repo: { id: 2 } } } };
  const dependabot = { sender: { login: 'dependabot[bot]', id: 49699333, type: 'Bot' } };

  test.each([
    ['pull_request', 'opened', fork, true],
    ['pull_request', 'opened', gone, true],
    ['pull_request', 'opened', same, false],
    ['pull_request_review', 'submitted', fork, true],
    ['pull_request', 'opened', { ...same, ...dependabot }, true],
    ['push', null, dependabot, true],
    ['issues', 'opened', dependabot, false],
  ] as const)('%s %s %j → %s', (name, action, changes, expected) => {
    expect(readEvent(name, example(name, action, changes)).fork).toBe(expected);
  });

  test('pull_request_target and workflow_run keep their token', () => {
    expect(readEvent('pull_request_target', example('pull_request', 'opened', fork)).fork).toBe(false);
    expect(readEvent('workflow_run', example('workflow_run', 'completed', dependabot)).fork).toBe(false);
  });
});

describe('checks', () => {
  const repository = { id: 2 };
  const run = (pulls: readonly JsonObject[], head_branch: string | null = 'topic') =>
    example('workflow_run', 'completed', {
      repository,
      workflow_run: { head_sha: SHA, head_branch, pull_requests: pulls },
    });

  test('lead to the pull requests that are named', () => {
    const pulls = [
      { number: 7, base: { repo: { id: 2 } } },
      { number: 9, base: { repo: { id: 3 } } },
    ];
    expect(targets('workflow_run', run(pulls))).toEqual([{ kind: 'pull_request', number: 7 }]);
  });

  test("a fork's run names none and is found by commit and branch", () => {
    expect(targets('workflow_run', run([], 'main'))).toEqual([{ kind: 'commit', sha: SHA, branch: 'main' }]);
  });

  test("a merge queue's run leads to the pull request in the branch name", () => {
    const branch = `gh-readonly-queue/release/1.0/pr-104-${SHA}`;
    expect(targets('workflow_run', run([], branch))).toEqual([{ kind: 'pull_request', number: 104 }]);
  });

  test.each([
    ['check_suite', { head_sha: SHA, head_branch: null, pull_requests: [] }],
    ['check_run', { head_sha: SHA, check_suite: { head_branch: null }, pull_requests: [] }],
  ] as const)('%s without a branch is found by commit', (name, part) => {
    const payload = example(name, 'completed', { repository, [name]: part });
    expect(targets(name, payload)).toEqual([{ kind: 'commit', sha: SHA, branch: null }]);
  });

  test('a status leads to its commit, by a branch that is not the default one', () => {
    const payload = example('status', null, {
      sha: SHA,
      repository: { default_branch: 'main' },
      branches: [{ name: 'main' }, { name: 'topic' }],
    });
    expect(targets('status', payload)).toEqual([{ kind: 'commit', sha: SHA, branch: 'topic' }]);
    expect(targets('status', { ...payload, branches: [] })).toEqual([{ kind: 'commit', sha: SHA, branch: null }]);
  });
});

describe('merge_group and push', () => {
  test('the official merge group example leads to pull request 104', () => {
    expect(targets('merge_group', example('merge_group', 'checks_requested'))).toEqual([
      { kind: 'pull_request', number: 104 },
    ]);
  });

  test('a push leads to the commit that the branch ends in now', () => {
    const payload = example('push', null, { ref: 'refs/heads/main', after: SHA, deleted: false });
    expect(targets('push', payload)).toEqual([{ kind: 'commit', sha: SHA, branch: 'main' }]);
  });

  test('tags and deleted branches concern no item', () => {
    expect(ignored('push', example('push', null, { ref: 'refs/tags/v1' }))).toBe('no_item');
    const deleted = example('push', null, { ref: 'refs/heads/x', deleted: true, after: '0'.repeat(40) });
    expect(ignored('push', deleted)).toBe('no_item');
  });
});

describe('dispatched and scheduled runs', () => {
  test.each([
    ['workflow_dispatch', { inputs: { issue: '42' } }, [{ kind: 'item', number: 42 }]],
    ['workflow_dispatch', { inputs: { 'pull-request': '#43' } }, [{ kind: 'pull_request', number: 43 }]],
    ['repository_dispatch', { client_payload: { issue_number: 42 } }, [{ kind: 'item', number: 42 }]],
    ['repository_dispatch', { client_payload: { sha: SHA } }, [{ kind: 'commit', sha: SHA, branch: null }]],
  ] as const)('%s %j names its item', (name, changes, expected) => {
    expect(targets(name, example(name, null, changes))).toEqual(expected);
  });

  test("what the author's own inputs hold is no error", () => {
    const odd = { inputs: { issue: 'the login page', sha: 12, 'pull-request': { a: 1 } } };
    expect(ignored('workflow_dispatch', example('workflow_dispatch', null, odd))).toBe('no_item');
    expect(ignored('workflow_dispatch', example('workflow_dispatch', null, { inputs: null }))).toBe('no_item');
  });

  test('a schedule has no item and says what to do', () => {
    const reading = readEvent('schedule', { schedule: '0 5 * * *' });
    expect(reading.ignored?.notice).toContain('command: sweep');
    expect(reading.event.sender).toBeNull();
  });
});

describe('sender', () => {
  test('a bot bears the same name as in GraphQL', () => {
    const sender = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' };
    expect(readEvent('issues', example('issues', 'opened', { sender })).event.sender).toEqual({
      id: '41898282',
      login: 'github-actions',
      type: 'Bot',
    });
  });

  test('an organisation is of unknown type', () => {
    const sender = { id: 1, login: 'acme', type: 'Organization' };
    expect(readEvent('issues', example('issues', 'opened', { sender })).event.sender?.type).toBe('Unknown');
  });
});

describe('a payload that is not what its name promises', () => {
  test.each([
    ['issues', 'opened', 'issue.number'],
    ['issues', 'opened', 'action'],
    ['issue_comment', 'created', 'comment'],
    ['issue_comment', 'created', 'issue.number'],
    ['pull_request', 'opened', 'pull_request.number'],
    ['pull_request_review', 'submitted', 'pull_request.number'],
    ['pull_request_review', 'submitted', 'review.state'],
    ['workflow_run', 'completed', 'workflow_run.head_sha'],
    ['check_suite', 'completed', 'check_suite.head_sha'],
    ['check_run', 'completed', 'check_run.head_sha'],
    ['status', null, 'sha'],
    ['status', null, 'state'],
    ['merge_group', 'checks_requested', 'merge_group.head_ref'],
    ['push', null, 'ref'],
  ] as const)('%s.%s without %s names the field', (name, action, path) => {
    const payload = without(example(name, action), path);
    expect(() => readEvent(name, payload)).toThrow(
      expect.objectContaining({ code: 'event_invalid', message: expect.stringContaining(`"${path}"`) }),
    );
  });

  test.each([null, [], 'text', 7, undefined])('%j is no payload', (payload) => {
    expect(() => readEvent('issues', payload)).toThrow(expect.objectContaining({ code: 'event_invalid' }));
  });

  test('a value of the wrong kind is shown, and cut when long', () => {
    const payload = example('issues', 'opened', { issue: { number: 'x'.repeat(500) } });
    expect(() => readEvent('issues', payload)).toThrow(
      /"issue\.number" must be a positive number, but it is "x{50,60}…/,
    );
  });
});
