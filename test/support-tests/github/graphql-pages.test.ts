import { describe, expect, it } from 'vitest';
import type { Json } from '../../support/github/json.ts';
import { createFakeGitHub } from '../../support/github/server/harness.ts';
import { at, field } from './ask.ts';

function commented(count: number) {
  const fake = createFakeGitHub();
  const issue = fake.world.openIssue();
  for (let number = 1; number <= count; number += 1) {
    fake.world.advance(1);
    fake.world.comment(issue, `c${number}`);
  }
  return fake;
}

async function comments(fake: ReturnType<typeof commented>, args: string) {
  const page = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
  const { body } = await field(fake, `issue(number: 1) { comments(${args}) { totalCount ${page} nodes { body } } }`);
  const found = at(body, 'data', 'repository', 'issue', 'comments') ?? null;
  const nodes = at(found, 'nodes');
  return { found, bodies: Array.isArray(nodes) ? nodes.map((node: Json) => at(node, 'body')) : null, body };
}

describe('pages', () => {
  it('go forward by the end cursor, also when something came in between', async () => {
    const fake = commented(5);
    const first = await comments(fake, 'first: 2');
    expect(first.bodies).toEqual(['c1', 'c2']);
    expect(at(first.found, 'pageInfo')).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    fake.world.deleteComment(fake.world.comments(1)[0]?.databaseId ?? 0);
    const second = await comments(fake, `first: 10, after: "${at(first.found, 'pageInfo', 'endCursor')}"`);
    expect(second.bodies).toEqual(['c3', 'c4', 'c5']);
    expect(at(second.found, 'pageInfo')).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('go backward by the start cursor', async () => {
    const fake = commented(5);
    const last = await comments(fake, 'last: 2');
    expect(last.bodies).toEqual(['c4', 'c5']);
    const before = await comments(fake, `last: 2, before: "${at(last.found, 'pageInfo', 'startCursor')}"`);
    expect(before.bodies).toEqual(['c2', 'c3']);
    expect(at(before.found, 'pageInfo')).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
  });

  it('do not take a cursor that is none', async () => {
    const { body } = await comments(commented(1), 'first: 1, after: "nonsense"');
    expect(at(body, 'errors', 0, 'type')).toBe('INVALID_CURSOR_ARGUMENTS');
  });

  it('can begin with what was changed last', async () => {
    const fake = commented(5);
    fake.world.advance(1);
    fake.world.editComment(fake.world.comments(1)[1]?.databaseId ?? 0, 'c2 edited');
    const { bodies } = await comments(fake, 'first: 3, orderBy: { field: UPDATED_AT, direction: DESC }');
    expect(bodies).toEqual(['c2 edited', 'c5', 'c4']);
  });
});

describe('timelines', () => {
  it('count what is asked for, and all there is', async () => {
    const fake = createFakeGitHub();
    const issue = fake.world.openIssue();
    for (let round = 0; round < 3; round += 1) {
      fake.world.closeIssue(issue);
      fake.world.reopenIssue(issue);
    }
    fake.world.comment(issue, 'x');
    const { body } = await field(
      fake,
      `issue(number: 1) { reopened: timelineItems(itemTypes: [REOPENED_EVENT]) { filteredCount totalCount }
        last: timelineItems(last: 1, itemTypes: [CLOSED_EVENT, ISSUE_COMMENT]) { filteredCount pageInfo { hasPreviousPage } nodes { __typename } } }`,
    );
    expect(at(body, 'data', 'repository', 'issue')).toEqual({
      reopened: { filteredCount: 3, totalCount: 7 },
      last: { filteredCount: 4, pageInfo: { hasPreviousPage: true }, nodes: [{ __typename: 'IssueComment' }] },
    });
    fake.assertClean();
  });

  it('name the closer, the crossing pull request and the repository of origin', async () => {
    const fake = createFakeGitHub();
    const { world } = fake;
    const old = world.repository('acme/old');
    const issue = old.transferIssue(old.openIssue(), { to: 'acme/widgets' });
    world.merge(world.openPull({ closes: [issue] }));
    const { body } = await field(
      fake,
      `issue(number: ${issue}) { timelineItems(first: 10) { nodes { __typename
        ... on TransferredEvent { fromRepository { nameWithOwner } }
        ... on CrossReferencedEvent { willCloseTarget source { ... on PullRequest { number } } }
        ... on ClosedEvent { stateReason closer { ... on PullRequest { number merged } } } } } }`,
    );
    expect(at(body, 'data', 'repository', 'issue', 'timelineItems', 'nodes')).toEqual([
      { __typename: 'TransferredEvent', fromRepository: { nameWithOwner: 'acme/old' } },
      { __typename: 'CrossReferencedEvent', willCloseTarget: true, source: { number: 2 } },
      { __typename: 'ClosedEvent', stateReason: 'COMPLETED', closer: { number: 2, merged: true } },
    ]);
  });
});
