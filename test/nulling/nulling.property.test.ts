import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../src/core/record/append.ts';
import { openStage } from '../e2e/stage.ts';
import { githubSchema } from '../support/github/graphql/schema.ts';
import type { Json } from '../support/github/json.ts';
import { type Path, type Place, placesIn, withValue } from './places.ts';
import { type Answered, type Planned, type Reader, readerOf } from './read.ts';
import { KINDS, type Kind } from './scenes.ts';

/** Kinds of errors that stand beside a hole: what the token may not see, and what the server could not do. */
const TYPES = ['FORBIDDEN', 'SERVICE_UNAVAILABLE'] as const;

/** Places where null, without an error, is an answer, each with what it says. */
const NULL_IS_AN_ANSWER: { readonly [name: string]: string } = {
  config: 'there is no config file',
  stateReason: 'it was closed before GitHub asked for reasons',
  databaseId: 'the number of the account has outgrown the field',
  parameters: 'a rule that takes none',
  statusCheckRollup: 'the commit has no checks',
  commit: 'the commit that was reviewed is gone',
};

async function readerFor({ reviews = 0, settings = '', set }: Kind, lifecycle: string): Promise<Reader> {
  const stage = await openStage({
    settings: `lifecycle: ${lifecycle}\n${settings}\n`,
    protection: { requiredApprovals: reviews, requiredChecks: ['build'], via: 'ruleset' },
  });
  return readerOf(stage, await set(stage));
}

/** Nothing that the whole answer would not give, or nothing at all. */
function strays(whole: Planned, partial: Planned, isDatedOtherwise = false): readonly Draft[] {
  if (partial.kind === 'failed' || partial.outcome === 'deferred') return [];
  const given = whole.kind === 'planned' ? whole.entries : [];
  return partial.entries.filter((entry) => !given.some((one) => isGiven(entry, one, isDatedOtherwise)));
}

/** The same entry, or one that knows less of its moment: whose it was and when, on which pull request and commit. */
function isGiven(entry: Draft, whole: Draft, isDatedOtherwise: boolean): boolean {
  const { at, actor, pr, sha, basis, evidence } = entry;
  const agrees = (one: unknown, other: unknown): boolean => one === null || isDeepStrictEqual(one, other);
  return (
    isDeepStrictEqual(essenceOf(entry), essenceOf(whole)) &&
    (isDatedOtherwise || agrees(at, whole.at)) &&
    agrees(actor, whole.actor) &&
    agrees(pr, whole.pr) &&
    agrees(sha, whole.sha) &&
    Object.entries(evidence.facts).every(([name, value]) => isDeepStrictEqual(value, whole.evidence.facts[name])) &&
    basis.cycle === whole.basis.cycle
  );
}

/** What an entry says; a refusal's words may tell less of what is missing. */
function essenceOf(draft: Draft) {
  const { trigger, source, flags, metadata } = draft;
  return { said: short(draft), trigger, source, flags, metadata, was: draft.kind === 'note' ? draft.was : null };
}

function holed(data: Json, path: Path, type: string): Json {
  const errors = [{ type, path: [...path], message: 'Resource not accessible by integration' }];
  return { data: withValue(data, path, () => null), errors };
}

const answeredByNull = new Set<string>();

/** What goes wrong when this place of an answer is not as it should be. */
async function wrongAt(
  reader: Reader,
  answered: Answered,
  place: Place,
  isDatedOtherwise: boolean,
): Promise<readonly string[]> {
  const { path, kind, name } = place;
  const { data } = answered;
  const wrong: string[] = [];
  const tryOut = async (what: string, answer: Json): Promise<readonly Draft[]> => {
    const found = strays(reader.whole, await reader.plan(answered, answer), isDatedOtherwise);
    if (found.length > 0) wrong.push(`${what} ${name} (${path.join('.')}): ${found.map(short).join(', ')}`);
    return found;
  };
  if (kind === 'more') {
    await tryOut('more at', { data: withValue(data, path, () => true) });
    return wrong;
  }
  if (kind === 'total') await tryOut('more than', { data: withValue(data, path, (old) => Number(old) + 1) });
  for (const type of TYPES) await tryOut(type, holed(data, path, type));
  const key = String(path.findLast((step) => typeof step === 'string'));
  const nothing = { data: withValue(data, path, () => null) };
  if (kind === 'value' && Object.hasOwn(NULL_IS_AN_ANSWER, key)) {
    if (strays(reader.whole, await reader.plan(answered, nothing)).length > 0) answeredByNull.add(key);
  } else await tryOut('null without an error at', nothing);
  return wrong;
}

describe.each(['standard', 'strict'])('a partial answer, under %s', (lifecycle) => {
  it.each(KINDS)('about an item that is $name', async (kind) => {
    const reader = await readerFor(kind, lifecycle);
    expect(reader.whole.kind).toBe('planned');
    const wrong: string[] = [];
    for (const answered of reader.answers) {
      const places = placesIn(githubSchema('current'), answered.query, answered.data);
      for (const place of places) {
        wrong.push(...(await wrongAt(reader, answered, place, kind.datedOtherwise !== undefined)));
      }
    }
    expect(wrong).toEqual([]);
    expect(reader.answers.map(nameOf)).toEqual(kind.asks ?? ['Item']);
  });
});

describe('the places where null is an answer', () => {
  it('are those, and no others', () => {
    expect([...answeredByNull].sort()).toEqual(Object.keys(NULL_IS_AN_ANSWER).sort());
  });
});

describe('a reading that takes a hole for nothing', () => {
  const EMPTY = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } };
  it.each<[string, string, Path, Json]>([
    ['reopened after a merge, with a second pull request', 'the reopenings', ['repository', 'item', 'reopened'], EMPTY],
  ])('%s: would be found out by %s', async (name, _what, path, value) => {
    const kind = KINDS.find((one) => one.name === name);
    if (kind === undefined) throw new Error(`no kind is named ${name}`);
    const reader = await readerFor(kind, 'standard');
    const [first] = reader.answers;
    if (first === undefined) throw new Error('nothing was asked');
    const planned = await reader.plan(first, { data: withValue(first.data, path, () => value) });
    expect(strays(reader.whole, planned)).not.toEqual([]);
  });
});

function nameOf({ query }: Answered): string {
  return /^query (\w+)/.exec(query)?.[1] ?? '';
}

function short(entry: Draft): string {
  if (entry.kind === 'note') return `note ${entry.note}`;
  return entry.kind === 'rejection' ? `rejection ${entry.cause}` : `${entry.from} → ${entry.to}`;
}
