import { Octokit } from '@octokit/core';
import { expect, it, onTestFinished, vi } from 'vitest';
import { repeating } from '../../../src/adapters/github/repeat.ts';

// What is repeated at all is tested through the client, in client.test.ts.

it('waits longer before each repeat, and gives up in the end', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const start = Date.now();
  const sentAfter: number[] = [];
  const fetch = async (): Promise<never> => {
    sentAfter.push(Date.now() - start);
    throw new Error('read ECONNRESET');
  };
  const Repeating = Octokit.plugin(repeating({ retries: 3, retryBaseMs: 1000 }));
  const ended = new Repeating({ request: { fetch } }).request('GET /meta').catch((error: unknown) => String(error));
  await vi.runAllTimersAsync();
  expect(await ended).toContain('read ECONNRESET');
  expect(sentAfter).toEqual([0, 1_000, 5_000, 14_000]);
});

it('lets a request say for itself how often it may be repeated', async () => {
  const fetch = vi.fn(async (): Promise<never> => {
    throw new Error('read ECONNRESET');
  });
  const Repeating = Octokit.plugin(repeating({ retries: 3, retryBaseMs: 0 }));
  const request = { fetch, retries: 1 };
  await expect(new Repeating({ log: quiet }).request('GET /meta', { request })).rejects.toThrow('ECONNRESET');
  expect(fetch).toHaveBeenCalledTimes(2);
});

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
