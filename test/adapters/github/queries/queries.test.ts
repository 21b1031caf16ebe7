import { readdir, readFile } from 'node:fs/promises';
import { parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { commitQuery, itemQuery, sweepIssuesQuery } from '../../../../src/adapters/github/queries/queries.ts';
import { githubSchema } from '../../../support/github/graphql/schema.ts';
import { ALL_QUERIES } from '../all-queries.ts';
import { pointsOf } from '../query-cost.ts';

const current = githubSchema('current');
const published = githubSchema('older');

describe('the queries', () => {
  it.each(ALL_QUERIES)('$name is valid', ({ text }) => {
    expect(validate(current, parse(text)).map(({ message }) => message)).toEqual([]);
  });

  it.each([itemQuery, commitQuery, sweepIssuesQuery])('are valid on a server without assignedActors', (query) => {
    expect(validate(published, parse(query('assignees').text)).map(({ message }) => message)).toEqual([]);
    expect(validate(published, parse(query('assignedActors').text)).join()).toContain('assignedActors');
  });

  it.each(ALL_QUERIES)('$name costs at most 3 points', ({ text }) => {
    expect(pointsOf(parse(text))).toBeLessThanOrEqual(3);
  });

  it.each(ALL_QUERIES)('$name goes by its own name', ({ name, text }) => {
    expect(text).toContain(`query ${name}(`);
  });
});

describe('the list of queries', () => {
  it('holds every one that there is', async () => {
    const folder = new URL('../../../../src/adapters/github/', import.meta.url);
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));
    const texts = await Promise.all(files.map((file) => readFile(new URL(file, folder), 'utf8')));
    const names = texts.flatMap((text) => [...text.matchAll(/name: '([A-Z]\w+)'|(?:byNumber|listQuery)\('(\w+)'/g)]);
    const listed = new Set(ALL_QUERIES.map(({ name }) => name));
    expect(new Set(names.map(([, name, other]) => name ?? other))).toEqual(listed);
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
