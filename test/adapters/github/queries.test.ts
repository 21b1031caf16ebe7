import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { evidenceQuery, REVISIONS_QUERY, TIMELINE_QUERY } from '../../../src/adapters/github/evidence-queries.ts';
import {
  CHECKS_QUERY,
  COMMENTS_QUERY,
  commitQuery,
  EDITS_QUERY,
  itemQuery,
  pullsQuery,
  SWEEP_PULLS_QUERY,
  sweepIssuesQuery,
} from '../../../src/adapters/github/queries.ts';
import { githubSchema } from '../../support/github/graphql/schema.ts';
import { pointsOf } from './query-cost.ts';

const current = githubSchema('current');
const published = githubSchema('older');

const QUERIES = [
  itemQuery('assignedActors'),
  commitQuery('assignedActors'),
  pullsQuery(1),
  pullsQuery(10),
  CHECKS_QUERY,
  COMMENTS_QUERY,
  EDITS_QUERY,
  sweepIssuesQuery('assignedActors'),
  SWEEP_PULLS_QUERY,
  evidenceQuery(0, false),
  evidenceQuery(3, true),
  TIMELINE_QUERY,
  REVISIONS_QUERY,
];

describe('the queries', () => {
  it.each(QUERIES)('$name is valid', ({ text }) => {
    expect(validate(current, parse(text)).map(({ message }) => message)).toEqual([]);
  });

  it.each([itemQuery, commitQuery, sweepIssuesQuery])('are valid on a server without assignedActors', (query) => {
    expect(validate(published, parse(query('assignees').text)).map(({ message }) => message)).toEqual([]);
    expect(validate(published, parse(query('assignedActors').text)).join()).toContain('assignedActors');
  });

  it.each(QUERIES)('$name costs at most 3 points', ({ text }) => {
    expect(pointsOf(parse(text))).toBeLessThanOrEqual(3);
  });

  it.each(QUERIES)('$name goes by its own name', ({ name, text }) => {
    expect(text).toContain(`query ${name}(`);
  });
});

describe('pointsOf', () => {
  // The worked example of the same page: 5,101 requests, 51 points.
  it('agrees with the example of the documentation', () => {
    const example = `{ viewer { repositories(first: 100) { edges { repository: node { issues(first: 50) { edges { node {
      labels(first: 60) { edges { node { id } } } } } } } } } } }`;
    expect(pointsOf(parse(example))).toBe(51);
  });
});
