import { describe, expect, it } from 'vitest';
import { actorOf, plainLogin } from '../../../../src/codec/github/answer/actor.ts';
import { Answer, Hole, known } from '../../../../src/codec/github/answer/answer.ts';
import { answerErrors } from '../../../../src/codec/github/answer/answer-errors.ts';
import { toInstant } from '../../../../src/codec/github/answer/time.ts';
import { UNAVAILABLE } from '../../../../src/core/facts/facts.ts';

const forbidden = (path: readonly (string | number)[] | null) => [{ type: 'FORBIDDEN', message: 'no', path }];

describe('Answer', () => {
  it('tells null from failed by the errors around a place', () => {
    const data = { a: { b: null, list: [{ c: 1 }, null] } };
    const at = (path: readonly (string | number)[] | null) => new Answer(data, forbidden(path)).at('a', 'b');
    expect(at(['a', 'b']).failed).toBe(true);
    expect(at(['a', 'b', 'deeper', 0]).failed).toBe(true);
    expect(at(['a']).failed).toBe(true);
    expect(at(null).failed).toBe(true);
    expect(at(['a', 'other']).failed).toBe(false);
    expect(new Answer(data).at('a', 'b').failed).toBe(false);
    const members = new Answer(data, forbidden(['a', 'list', 1])).at('a', 'list').members();
    expect(members.map((node) => node.failed)).toEqual([false, true]);
  });

  it('does not call a value failed because an error stands beside it', () => {
    expect(new Answer({ a: { b: 1 } }, forbidden(['a', 'b'])).at('a', 'b').failed).toBe(false);
  });

  it('reads ids as text, however JSON carried them', () => {
    const answer = new Answer({ small: 7, text: '12345678901', big: 9007199254740993n, none: null });
    expect(['small', 'text', 'big', 'none'].map((key) => answer.idOrNull(key))).toEqual([
      '7',
      '12345678901',
      '9007199254740993',
      null,
    ]);
  });

  it('never takes a failed value for null', () => {
    const answer = new Answer({ text: null, some: {} }, forbidden(['text']));
    for (const read of ['textOrNull', 'idOrNull', 'numberOrNull', 'timeOrNull', 'orNull'] as const) {
      expect(() => answer[read]('text')).toThrow(Hole);
      expect(answer.at('some')[read]('text')).toBeNull();
    }
  });

  it('knows no list and no count that is missing, with an error or without', () => {
    const info = { hasNextPage: false, hasPreviousPage: false };
    for (const list of [null, {}, { nodes: null, pageInfo: info }, { nodes: [null], pageInfo: info, totalCount: 1 }]) {
      const answer = new Answer({ list });
      expect(() => answer.whole('list')).toThrow(Hole);
      expect(() => answer.page('list')).toThrow(Hole);
      expect(() => answer.pageFromEnd('list')).toThrow(Hole);
      expect(() => answer.newest('list')).toThrow(Hole);
    }
    expect(() => new Answer({ list: {} }).count('list')).toThrow(Hole);
    expect(() => new Answer({}).flag('absent')).toThrow(Hole);
    expect(() => new Answer({ list: null }).list('list')).toThrow(Hole);
  });

  it('does not take a part for the whole', () => {
    const list = (fields: object) => new Answer({ list: { nodes: [{}], ...fields } });
    expect(list({ pageInfo: { hasNextPage: false } }).whole('list')).toHaveLength(1);
    expect(list({ totalCount: 1 }).whole('list')).toHaveLength(1);
    for (const fields of [
      {},
      { totalCount: 2 },
      { totalCount: null },
      { pageInfo: { hasNextPage: true } },
      { pageInfo: { hasPreviousPage: true } },
      { totalCount: 1, pageInfo: { hasNextPage: true } },
    ]) {
      expect(() => list(fields).whole('list')).toThrow(Hole);
    }
  });

  it('gives pages with where the next one begins', () => {
    const ends = { startCursor: 'a', endCursor: 'z' };
    const list = (fields: object) => new Answer({ list: { nodes: [{}], pageInfo: { ...ends, ...fields } } });
    expect(list({ hasNextPage: true }).page('list').next).toBe('z');
    expect(list({ hasNextPage: false }).page('list').next).toBeNull();
    expect(list({ hasPreviousPage: true }).pageFromEnd('list').next).toBe('a');
    expect(() => list({ hasPreviousPage: true }).page('list')).toThrow(Hole);
  });

  it('makes what has a hole unavailable, and lets other errors pass', () => {
    expect(known(() => 1)).toBe(1);
    expect(known(() => new Answer({}).text('absent'))).toBe(UNAVAILABLE);
    expect(() =>
      known(() => {
        throw new TypeError('a mistake');
      }),
    ).toThrow(TypeError);
  });

  it('does not reach into prototypes or primitives', () => {
    expect(new Answer({ a: 'text' }).at('a', 'length').missing).toBe(true);
    expect(new Answer({}).at('toString').missing).toBe(true);
    expect(new Answer([1]).at('length').missing).toBe(false);
  });

  it('says what is lacking, and which permission would help', () => {
    const lack = (errors: Parameters<typeof forbidden>[0]) => () =>
      new Answer({ a: null }, forbidden(errors)).at('a').text('title');
    expect(lack(['a'])).toThrow(expect.objectContaining({ code: 'permission_missing' }));
    expect(() => new Answer({ a: {} }).at('a').text('title')).toThrow(
      expect.objectContaining({ code: 'github_unreachable', message: expect.stringContaining('a.title') }),
    );
  });

  it('reads the errors of an answer', () => {
    expect(answerErrors([{ type: 'NOT_FOUND', message: 'gone', path: ['repository', 'item', 0] }, {}])).toEqual([
      { type: 'NOT_FOUND', message: 'gone', path: ['repository', 'item', 0] },
      { type: null, message: 'unknown error', path: null },
    ]);
    expect(answerErrors(undefined)).toEqual([]);
  });
});

describe('toInstant', () => {
  it.each([
    ['2026-11-22T08:41:00Z', '2026-11-22T08:41:00Z'],
    ['2026-11-22T08:41:00.999Z', '2026-11-22T08:41:00Z'],
    ['2026-11-22T10:41:00+02:00', '2026-11-22T08:41:00Z'],
    ['Sun, 22 Nov 2026 08:41:00 GMT', '2026-11-22T08:41:00Z'],
    ['soon', null],
    [null, null],
  ])('%s → %s', (text, instant) => {
    expect(toInstant(text)).toBe(instant);
  });
});

describe('actorOf', () => {
  const actor = (who: unknown) => actorOf(new Answer({ who }).orNull('who'));
  it('maps people, bots, others and ghosts', () => {
    expect(actor({ __typename: 'User', login: 'octocat', databaseId: 583231 })).toEqual({
      id: '583231',
      login: 'octocat',
      type: 'User',
    });
    expect(actor({ __typename: 'Bot', login: 'dependabot', databaseId: 49699333 })?.type).toBe('Bot');
    expect(actor({ __typename: 'Mannequin', login: 'old', databaseId: 5 })?.type).toBe('Unknown');
    expect(actor({ __typename: 'EnterpriseUserAccount', login: 'ent' })).toEqual({
      id: '0',
      login: 'ent',
      type: 'Unknown',
    });
    expect(actor(null)).toBeNull();
  });

  it('cuts the suffix that only some answers have', () => {
    expect(plainLogin('github-actions[bot]')).toBe('github-actions');
    expect(plainLogin('octocat')).toBe('octocat');
  });
});
