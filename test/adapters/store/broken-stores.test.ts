import { describe, expect, test } from 'vitest';
import { MemoryRepository } from '../../../src/adapters/store/memory/repository.ts';
import { conformance } from '../../../src/usecase/conformance/conformance.ts';
import { BROKEN_CONTENTS } from '../../support/stores/broken/broken-contents.ts';
import { BROKEN_FINDS } from '../../support/stores/broken/broken-finds.ts';
import { BROKEN_LISTS } from '../../support/stores/broken/broken-lists.ts';
import { BROKEN_SAVES } from '../../support/stores/broken/broken-saves.ts';
import { type BrokenStore, giving, memoryWith } from '../../support/stores/broken/broken-store.ts';
import { BROKEN_STREAMS } from '../../support/stores/broken/broken-streams.ts';

const BROKEN: readonly BrokenStore[] = [
  ...BROKEN_SAVES,
  ...BROKEN_CONTENTS,
  ...BROKEN_FINDS,
  ...BROKEN_LISTS,
  ...BROKEN_STREAMS,
];

/** Enough for more than a page of a stream. */
const LIMITS = { manyRecords: 110, maxBytes: 250_000, writers: 8 };

test('there are many ways to be broken, each named once', () => {
  expect(BROKEN.length).toBeGreaterThan(25);
  expect(new Set(BROKEN.map(({ defect }) => defect)).size).toBe(BROKEN.length);
});

describe('a store that', () => {
  test.each(BROKEN.flatMap(({ defect, red, options }) => red.map((name) => [defect, name, options] as const)))(
    '%s is noticed by: %s',
    async (_, name, options) => {
      const cases = conformance({ ...options, limits: { ...LIMITS, ...options.limits } });
      const found = cases.find((one) => one.name === name);
      if (found === undefined) throw new Error('There is no such case.');
      const error: unknown = await found.run().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(Error);
      // It is the suite that says so, and not a store that fell over its own feet.
      expect(error).toMatchObject({ message: expect.stringMatching(/expected .+found|did not end within/s) });
    },
  );
});

describe('what the broken ones are made of is sound', () => {
  const sound = {
    'memoryWith nothing else': memoryWith(() => ({})),
    'giving what was saved': giving((record) => record),
  };
  test.each(Object.entries(sound))('%s', async (_, create) => {
    for (const { run } of conformance({ create, limits: LIMITS })) await run();
  });
});

describe('the suite', () => {
  const cases = conformance({ create: () => new MemoryRepository(), reopen: (store) => store, damage: () => {} });

  test('names every case once', () => {
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
    expect(cases.length).toBeGreaterThan(80);
  });

  test('asks nothing of what lasts, or is damaged, or is odd, where it is not told how', () => {
    const plain = conformance({ create: () => new MemoryRepository() }).map(({ name }) => name);
    expect(plain.filter((name) => /^(reopened|damaged)/.test(name))).toEqual([]);
    const bound = conformance({ create: () => new MemoryRepository(), genesis: () => ({}) }).map(({ name }) => name);
    expect(bound).not.toContain('getByRef: any ref, and no other that is nearly the same');
  });
});
