import { describe, expect, test } from 'vitest';
import { LoopForgeError } from '../../../src/core/values/errors.ts';
import { type EachOptions, eachItem } from '../../../src/usecase/many/each-item.ts';
import type { ItemOutcome } from '../../../src/usecase/many/error-scope.ts';
import { strikesAll } from '../../../src/usecase/many/strikes-all.ts';

const OPTIONS: EachOptions = { atOnce: 1, strikesAll, isCancelled: () => false, cancelled: () => 'cancelled' };

const own = new LoopForgeError('record_unreadable', 'spoilt');
const limited = new LoopForgeError('rate_limited', 'too many');
const unreachable = new LoopForgeError('github_unreachable', 'no answer');
const noRepository = new LoopForgeError('not_found', 'no such repository', { everywhere: true });
const noItem = new LoopForgeError('not_found', 'no such item');

type Source = Parameters<typeof eachItem<number, string>>[0];

/** What came of each, in short, with `trouble` for items that meet some. */
async function told(
  source: Source,
  trouble: { readonly [item: number]: unknown } = {},
  options: Partial<EachOptions> = {},
): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const each of eachItem(source, { ...OPTIONS, ...options }, (item) => workOn(item, trouble))) {
    lines.push(inShort(each));
  }
  return lines;
}

async function workOn(item: number, trouble: { readonly [item: number]: unknown }): Promise<string> {
  if (item in trouble) throw trouble[item];
  return `did ${item}`;
}

function inShort(each: ItemOutcome<number, string>): string {
  if (each.kind === 'done') return each.result;
  const error = each.error instanceof LoopForgeError ? each.error.message : String(each.error);
  return `${each.kind} ${each.item ?? '-'}: ${error}`;
}

describe('trouble of one item', () => {
  test.each([own, noItem, new TypeError('a defect')])('stops no other: %s', async (error) => {
    expect(await told([1, 2, 3], { 2: error })).toEqual(['did 1', `failed 2: ${inner(error)}`, 'did 3']);
  });

  test('is what an unreachable GitHub is taken for while other items go well', async () => {
    expect(await told([1, 2, 3, 4], { 2: unreachable, 4: unreachable })).toEqual([
      'did 1',
      'failed 2: no answer',
      'did 3',
      'failed 4: no answer',
    ]);
  });
});

describe('trouble that strikes all', () => {
  test.each([limited, noRepository, new LoopForgeError('config_invalid', 'bad')])(
    'ends the loop once, and what was done is kept: %s',
    async (error) => {
      const begun: number[] = [];
      const source = counted([1, 2, 3, 4], begun);
      expect(await told(source, { 2: error, 3: error })).toEqual(['did 1', `ended 2: ${error.message}`]);
      expect(begun).toEqual([1, 2]);
    },
  );

  test('is what two in a row are that GitHub does not answer, told of once', async () => {
    const begun: number[] = [];
    const source = counted([1, 2, 3, 4, 5], begun);
    expect(await told(source, { 2: unreachable, 3: unreachable, 4: unreachable })).toEqual([
      'did 1',
      'ended 2: no answer',
    ]);
    expect(begun).toEqual([1, 2, 3]);
  });

  test('in the list ends it too: a second page that fails does not take the first away', async () => {
    async function* pages(): AsyncGenerator<number> {
      yield* [1, 2];
      throw limited;
    }
    expect(await told(pages())).toEqual(['did 1', 'did 2', 'ended -: too many']);
  });

  test('lets what is under way end, and is told of last', async () => {
    const lines: string[] = [];
    const work = async (item: number): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 5 * item));
      if (item === 1) throw limited;
      if (item === 2) throw limited;
      return `did ${item}`;
    };
    const options = { ...OPTIONS, atOnce: 3 };
    for await (const each of eachItem([1, 2, 3, 4, 5], options, work)) lines.push(inShort(each));
    expect(lines).toEqual(['did 3', 'ended 1: too many']);
  });
});

describe('cancelling', () => {
  test('ends the loop between two items', async () => {
    let done = 0;
    const isCancelled = (): boolean => done === 2;
    const lines: string[] = [];
    const work = async (item: number): Promise<string> => {
      done++;
      return `did ${item}`;
    };
    for await (const each of eachItem([1, 2, 3, 4], { ...OPTIONS, isCancelled }, work)) lines.push(inShort(each));
    expect(lines).toEqual(['did 1', 'did 2', 'ended -: cancelled']);
  });

  test('after the last item is too late to be told of', async () => {
    let done = 0;
    const work = async (item: number): Promise<string> => {
      done++;
      return `did ${item}`;
    };
    const options = { ...OPTIONS, isCancelled: () => done === 2 };
    const lines: string[] = [];
    for await (const each of eachItem([1, 2], options, work)) lines.push(inShort(each));
    expect(lines).toEqual(['did 1', 'did 2']);
  });
});

describe('several at once', () => {
  test('are as many as allowed, and come in the order of the source', async () => {
    let most = 0;
    let now = 0;
    const work = async (item: number): Promise<string> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, (7 * item) % 5));
      now--;
      return `did ${item}`;
    };
    const items = Array.from({ length: 40 }, (_, at) => at);
    const lines: string[] = [];
    for await (const each of eachItem(items, { ...OPTIONS, atOnce: 4 }, work)) lines.push(inShort(each));
    expect(lines).toEqual(items.map((item) => `did ${item}`));
    expect(most).toBe(4);
  });

  test('a slow first one does not keep the others from beginning, up to a bound', async () => {
    const slow = Promise.withResolvers<void>();
    const begun: number[] = [];
    const work = async (item: number): Promise<string> => {
      begun.push(item);
      if (item === 0) await slow.promise;
      return `did ${item}`;
    };
    const items = Array.from({ length: 1000 }, (_, at) => at);
    const loop = eachItem(items, { ...OPTIONS, atOnce: 2 }, work);
    const first = loop.next();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(begun.length).toBeGreaterThan(2);
    expect(begun.length).toBeLessThan(50);
    slow.resolve();
    expect(await first).toMatchObject({ value: { item: 0 } });
    await loop.return();
  });

  test('whoever stops listening stops the loop and lets go of the source', async () => {
    let isClosed = false;
    async function* endless(): AsyncGenerator<number> {
      try {
        for (let number = 1; ; number++) yield number;
      } finally {
        isClosed = true;
      }
    }
    for await (const each of eachItem(endless(), { ...OPTIONS, atOnce: 4 }, (item) => workOn(item, {}))) {
      if (each.item === 3) break;
    }
    expect(isClosed).toBe(true);
  });
});

function* counted(items: readonly number[], begun: number[]): Generator<number> {
  for (const item of items) {
    begun.push(item);
    yield item;
  }
}

function inner(error: Error): string {
  return error instanceof LoopForgeError ? error.message : String(error);
}
