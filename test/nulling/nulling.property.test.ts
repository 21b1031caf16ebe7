import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/core/record/entry.ts';
import { isNote, isRejection, isTransition } from '../../src/core/record/kind.ts';
import { ALL_QUERIES } from '../adapters/github/all-queries.ts';
import { setScene } from '../attacks/scene.ts';
import { githubSchema } from '../support/github/graphql/schema.ts';
import type { Json } from '../support/github/json.ts';
import type { Came } from './deeds.ts';
import { type Path, type Place, placesIn, withValue } from './places.ts';
import type { Answered } from './playback.ts';
import { type Reader, readerOf } from './read.ts';
import { KINDS, type Kind } from './scenes.ts';
import { WIDER_KINDS } from './wider-scenes.ts';

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
  editor: 'the account is gone, so it is none that keeps records',
};

const schema = githubSchema('current');

async function readerFor(kind: Kind, lifecycle: 'standard' | 'strict'): Promise<Reader> {
  const { reviews = 0, configured, shortPages = false } = kind;
  const settings = { lifecycle, ...kind.settings };
  const scene = setScene(configured ? {} : settings);
  if (configured) scene.world.putFile('.github/loopforge.yml', textOf(settings));
  scene.world.setProtection({ requiredApprovals: reviews, requiredChecks: ['build'], via: 'ruleset' });
  const number = await kind.set(scene);
  const deed = kind.deed?.(number, scene) ?? { kind: 'track', target: { kind: 'item', number } };
  return readerOf(scene.fake, { deed, settings: configured ? {} : settings, shortPages });
}

function textOf(settings: object): string {
  return Object.entries(settings)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}

/** Nothing that the whole answer would not give, or nothing at all. */
function strays(whole: readonly Came[], partial: readonly Came[], isDatedOtherwise = false): readonly string[] {
  return partial.flatMap((came) => {
    const given = whole.find(({ subject }) => subject === came.subject);
    return [...strayVerdict(given, came), ...strayEntries(given, came, isDatedOtherwise)];
  });
}

function strayEntries(whole: Came | undefined, partial: Came, isDatedOtherwise: boolean): readonly string[] {
  if (partial.outcome === 'failed' || partial.outcome === 'deferred') return [];
  const given = whole?.entries ?? [];
  const found = partial.entries.filter((entry) => !given.some((one) => isGiven(entry, one, isDatedOtherwise)));
  return found.map((entry) => `${partial.subject} ${short(entry)}`);
}

/** A record passes, fails for a reason, or is none, only where the whole answer says so too. */
function strayVerdict(whole: Came | undefined, { outcome, failed }: Came): readonly string[] {
  if (outcome === 'FAIL') return failed.filter((code) => whole?.failed.includes(code) !== true);
  return ['PASS', 'no record'].includes(outcome) && outcome !== whole?.outcome ? [outcome] : [];
}

/** The same entry, or one that knows less of its moment: whose it was and when, on which pull request and commit. */
function isGiven(entry: Entry, whole: Entry, isDatedOtherwise: boolean): boolean {
  const { actor, pr, sha, basis, evidence } = entry;
  const agrees = (one: unknown, other: unknown): boolean => one === null || isDeepStrictEqual(one, other);
  return (
    isDeepStrictEqual(essenceOf(entry), essenceOf(whole)) &&
    (isDatedOtherwise || agrees(evidence.at, whole.evidence.at)) &&
    agrees(actor, whole.actor) &&
    agrees(pr, whole.pr) &&
    agrees(sha, whole.sha) &&
    Object.entries(evidence.facts).every(([name, value]) => isDeepStrictEqual(value, whole.evidence.facts[name])) &&
    basis.cycle === whole.basis.cycle
  );
}

/** What an entry says; a refusal's words may tell less of what is missing. */
function essenceOf(entry: Entry) {
  const { trigger, source, flags, metadata } = entry;
  return { said: short(entry), trigger, source, flags, metadata, was: isNote(entry) ? entry.was : null };
}

function holed(data: Json, path: Path, type: string): Json {
  const errors = [{ type, path: [...path], message: 'Resource not accessible by integration' }];
  return { data: withValue(data, path, () => null), errors };
}

const ALL_KINDS = [...KINDS, ...WIDER_KINDS];
const REVIEWS = ['p0', 'pullRequest', 'reviews'] as const;

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
  const tryOut = async (what: string, answer: Json): Promise<void> => {
    const found = strays(reader.whole, await reader.tryOut(answered, answer), isDatedOtherwise);
    if (found.length > 0) wrong.push(`${what} ${name} (${path.join('.')}): ${found.join(', ')}`);
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
    if (strays(reader.whole, await reader.tryOut(answered, nothing)).length > 0) answeredByNull.add(key);
  } else await tryOut('null without an error at', nothing);
  return wrong;
}

// Nearly every place throws, and nobody looks at where it came from.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

describe.each(['standard', 'strict'] as const)('a partial answer, under %s', (lifecycle) => {
  it.each(ALL_KINDS.filter(({ once }) => once !== true || lifecycle === 'standard'))(
    'about an item that is $name',
    async (kind) => {
      const reader = await readerFor(kind, lifecycle);
      expect(reader.whole).not.toContainEqual(expect.objectContaining({ outcome: 'failed' }));
      const wrong: string[] = [];
      for (const answered of reader.answers) {
        const places = placesIn(schema, answered.query, answered.data);
        for (const place of places) {
          wrong.push(...(await wrongAt(reader, answered, place, kind.datedOtherwise !== undefined)));
        }
      }
      expect([...new Set(reader.answers.map(({ name }) => name))]).toEqual(kind.asks ?? ['Item']);
      expect(wrong).toEqual([]);
    },
  );
});

describe('the answers that are tried', () => {
  it('are those of every query', () => {
    const asked = new Set(ALL_KINDS.flatMap(({ asks = ['Item'] }) => asks));
    expect([...asked].sort()).toEqual([...new Set(ALL_QUERIES.map(({ name }) => name))].sort());
  });
});

describe('the places where null is an answer', () => {
  it('are those, and no others', () => {
    expect([...answeredByNull].sort()).toEqual(Object.keys(NULL_IS_AN_ANSWER).sort());
  });
});

describe('a reading that takes a hole for nothing', () => {
  const EMPTY = { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } };
  const ISSUE = ['repository', 'item'] as const;
  it.each<[string, string, string, Path]>([
    ['reopened after a merge, with a second pull request', 'the reopenings', 'Item', [...ISSUE, 'reopened']],
    ['closed by hand while somebody has it', 'the assignees', 'Item', [...ISSUE, 'assignees']],
    ['recorded in a comment behind others', 'the comments', 'Comments', [...ISSUE, 'comments']],
    ['one of those whose records are listed', 'the list', 'ListIssues', ['repository', 'items']],
    ['verified, with its record deleted', 'what was deleted', 'Evidence', [...ISSUE, 'timelineItems']],
    ['verified, with a merge that nobody judged', 'the reviews', 'Evidence', REVIEWS],
  ])('%s: would be found out by %s', async (name, _what, query, path) => {
    const kind = ALL_KINDS.find((one) => one.name === name);
    if (kind === undefined) throw new Error(`no kind is named ${name}`);
    const reader = await readerFor(kind, 'standard');
    const answered = reader.answers.find((one) => one.name === query);
    if (answered === undefined) throw new Error(`${query} was not asked`);
    const came = await reader.tryOut(answered, { data: withValue(answered.data, path, () => EMPTY) });
    expect(strays(reader.whole, came)).not.toEqual([]);
  });
});

function short(entry: Entry): string {
  if (isRejection(entry)) return `rejection ${entry.cause}`;
  return isTransition(entry) ? `${entry.from_state} → ${entry.to_state}` : `note ${entry.trigger}`;
}
