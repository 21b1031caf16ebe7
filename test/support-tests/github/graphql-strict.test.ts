import { describe, expect, it } from 'vitest';
import { createFakeGitHub } from '../../support/github/server/harness.ts';
import { at, field, graphql } from './ask.ts';

describe('a query that GitHub would not take', () => {
  it.each([
    ['broken text', '{ repository(', 200, /Syntax Error/],
    ['an unknown field', '{ viewer { nickname } }', 200, /doesn't exist on type 'User'/],
    ['an unknown argument', '{ viewer(id: 1) { login } }', 200, /Unknown argument/],
    ['a field that the fake does not play', '{ viewer { isHireable } }', 422, /does not play User.isHireable/],
    [
      'a mutation that the fake does not play',
      'mutation { addStar(input: { starrableId: "x" }) { clientMutationId } }',
      422,
      /addStar/,
    ],
  ])('%s is an error and a violation', async (_, query, status, message) => {
    const fake = createFakeGitHub();
    const answer = await graphql(fake, query);
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).toMatch(message);
    expect(fake.violations).toMatchObject([{ kind: 'graphql' }]);
  });

  it.each([
    ['without bounds', 'issues { nodes { number } }', 'MISSING_PAGINATION_BOUNDARIES'],
    ['with more than 100', 'issues(first: 101) { nodes { number } }', 'EXCESSIVE_PAGINATION'],
  ])('paging %s is refused', async (_, selection, type) => {
    const fake = createFakeGitHub();
    const { status, body } = await field(fake, selection);
    expect([status, at(body, 'errors', 0, 'type')]).toEqual([200, type]);
    expect(fake.violations).toHaveLength(1);
  });

  it('may still count without bounds', async () => {
    const fake = createFakeGitHub();
    fake.world.openIssue();
    expect(at((await field(fake, 'issues { totalCount }')).body, 'data', 'repository', 'issues', 'totalCount')).toBe(1);
    fake.assertClean();
  });
});

describe('an older server', () => {
  it('does not know the newest fields, and that is no mistake of the client', async () => {
    const fake = createFakeGitHub({ graphql: 'older' });
    fake.world.openIssue();
    const { status, body } = await field(fake, 'issue(number: 1) { assignedActors(first: 1) { totalCount } }');
    expect(status).toBe(200);
    expect(at(body, 'data')).toBeUndefined();
    expect(at(body, 'errors', 0)).toMatchObject({
      message: "Field 'assignedActors' doesn't exist on type 'Issue'",
      extensions: { code: 'undefinedField', typeName: 'Issue', fieldName: 'assignedActors' },
    });
    expect((await field(fake, 'issue(number: 1) { assignees(first: 1) { totalCount } }')).status).toBe(200);
    fake.assertClean();
  });
});

describe('what is not there', () => {
  it.each([
    ['repository(owner: "acme", name: "nothing") { id }', ['repository'], /Could not resolve to a Repository/],
    ['node(id: "I_nothing") { id }', ['node'], /Could not resolve to a node/],
  ])('is NOT_FOUND beside the data: %s', async (selection, path, message) => {
    const fake = createFakeGitHub();
    const { body } = await graphql(fake, `{ viewer { login } found: ${selection} }`);
    expect(at(body, 'data')).toEqual({ viewer: { login: 'github-actions[bot]' }, found: null });
    expect(at(body, 'errors')).toMatchObject([{ type: 'NOT_FOUND', path: path.map(() => 'found') }]);
    expect(String(at(body, 'errors', 0, 'message'))).toMatch(message);
    fake.assertClean();
  });

  it('is NOT_FOUND for a number, with the rest of the repository', async () => {
    const fake = createFakeGitHub();
    const { body } = await field(fake, 'nameWithOwner item: issueOrPullRequest(number: 5) { __typename }');
    expect(at(body, 'data', 'repository')).toEqual({ nameWithOwner: 'acme/widgets', item: null });
    expect(at(body, 'errors', 0)).toMatchObject({ type: 'NOT_FOUND', path: ['repository', 'item'] });
  });
});

describe('points', () => {
  it('are counted by the connections that a query opens', async () => {
    const fake = createFakeGitHub();
    const spent = async (selection: string) => {
      const query = `{ rateLimit { cost used } repository(owner: "acme", name: "widgets") { ${selection} } }`;
      return at((await graphql(fake, query)).body, 'data', 'rateLimit', 'cost');
    };
    expect(await spent('id')).toBe(1);
    expect(
      await spent(
        'issues(first: 100) { nodes { labels(first: 50) { nodes { name } } comments(first: 5) { totalCount } } }',
      ),
    ).toBe(2);
  });
});
