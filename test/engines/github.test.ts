import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GitHubRepository } from '../../src/compose/github-store/repository.ts';
import type { ListOptions, RecordFilter, Repository } from '../../src/core/ports/repository.ts';
import type { Genesis, LoopRecord } from '../../src/core/record/record.ts';
import { withoutView } from '../../src/core/record/renderer.ts';
import { conformance } from '../../src/usecase/conformance/conformance.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';
import { type RunningFake, startFakeGitHub } from '../support/github/start.ts';
import { createWorld } from '../support/github/world/world.ts';

/*
 * No engine, but as slow as one: every save is a handful of requests to the strict fake GitHub of the tests. The suite's
 * records are bound to its issues. What a comment adds to a record's head is its own and is left out.
 */

const ISSUES = 60;
const opened: RunningFake[] = [];
const urls = new WeakMap<Repository, string>();
const bindings: Partial<Genesis>[] = [];

async function openFake(): Promise<RunningFake> {
  const world = createWorld();
  for (let n = 0; n < ISSUES; n++) world.openIssue({ author: 'octocat' });
  const fake = await startFakeGitHub({ world });
  opened.push(fake);
  return fake;
}

function over(apiUrl: string): GitHubRepository {
  return new GitHubRepository({ token: GITHUB_TOKEN, owner: 'acme', repo: 'widgets', apiUrl });
}

/** A store without what its comments add. */
class Plain implements Repository {
  readonly #store: GitHubRepository;

  constructor(apiUrl: string) {
    this.#store = over(apiUrl);
    urls.set(this, apiUrl);
  }

  async get(id: string): Promise<LoopRecord | null> {
    return plain(await this.#store.get(id));
  }

  async getByRef(ref: string): Promise<LoopRecord | null> {
    return plain(await this.#store.getByRef(ref));
  }

  async save(record: LoopRecord, options: { readonly expectedVersion: number | null }): Promise<LoopRecord> {
    return plain(await this.#store.save(record, options)) ?? record;
  }

  delete(id: string): Promise<boolean> {
    return this.#store.delete(id);
  }

  async listByState(state: string, options?: ListOptions): Promise<readonly LoopRecord[]> {
    return (await this.#store.listByState(state, options)).flatMap((record) => plain(record) ?? []);
  }

  async *list(filter?: RecordFilter): AsyncGenerator<LoopRecord> {
    for await (const record of this.#store.list(filter)) yield plain(record) ?? record;
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

function plain(record: LoopRecord | null): LoopRecord | null {
  if (record === null) return null;
  const { head, ...rest } = withoutView(record);
  return { ...rest, segments: [], head: { ...head, rev: 0 } };
}

beforeAll(async () => {
  const { apiUrl } = await openFake();
  for (let n = 1; n <= ISSUES; n++) bindings.push(await over(apiUrl).bindingFor(`acme/widgets#${n}`));
}, 60_000);

afterAll(() => Promise.all(opened.map((fake) => fake.close())));

const cases = conformance({
  create: async () => new Plain((await openFake()).apiUrl),
  reopen: (store) => new Plain(urls.get(store) ?? ''),
  genesis: (n) => bindings[n - 1] ?? {},
  limits: { manyRecords: 24, writers: 4, maxBytes: 40_000, ordersList: false, patienceMs: 110_000 },
});

/** What cannot be asked of comments, and why. */
const NOT_ASKED: readonly (readonly [name: RegExp, why: string])[] = [
  [
    /^contents: (any text|keys of any name|a record as large|a small record where|of many large|a large record)/,
    'an entry takes at most 7,000 characters',
  ],
  [/^listByState: a record that was updated stands/, 'a record whose times go back does not hold, and is refused'],
  [/^list: by state, since and until/, 'it takes 175 lists, which are 2,800 requests'],
];

const asked = cases.filter(({ name }) => !NOT_ASKED.some(([pattern]) => pattern.test(name)));

describe('issues on GitHub', () => {
  test('are asked all but what cannot be asked of comments', () => {
    for (const [pattern, why] of NOT_ASKED) console.log(`Not asked (${pattern.source}): ${why}.`);
    expect(cases.length - asked.length).toBe(8);
  });

  test.each(asked)('$name', { timeout: 240_000 }, ({ run }) => run());

  test('are asked nothing that GitHub would refuse', () => {
    for (const fake of opened) expect(() => fake.assertClean()).not.toThrow();
  });
});
