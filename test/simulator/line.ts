import type { Fetch, FetchInit, FetchResponse } from '../../src/adapters/github/client/transport.ts';
import type { Fault } from '../support/github/server/faults.ts';
import { createFakeGitHub, type FakeGitHub } from '../support/github/server/harness.ts';
import type { FakeResponse } from '../support/github/server/messages.ts';
import type { World } from '../support/github/world/world.ts';
import type { Dice } from './dice.ts';
import type { VirtualTime } from './virtual-time.ts';
import { FAIR, troubleFor, type Weather } from './weather.ts';

/** What the real transport gives a request. */
const CLIENT_PATIENCE_MS = 15_000;

/** GitHub, and the lines to it. */
export interface Line {
  readonly fake: FakeGitHub;
  /** Sends requests as a client does: it gives up after its time, whatever becomes of the request then. */
  readonly fetch: Fetch;
  /** Lets a request go out that nobody waits for. */
  readonly leave: (url: string, init: FetchInit) => void;
  setWeather(weather: Weather): void;
  /** Until every request that is on its way has arrived. */
  quiet(): Promise<void>;
}

/** @param dice null: no distance and no weather, only the faults that a test asks the fake for */
export function createLine(world: World, time: VirtualTime, dice: Dice | null): Line {
  const fake = createFakeGitHub({ world, sleep: time.sleep });
  const underWay = new Set<Promise<unknown>>();
  let weather: Weather = FAIR;
  let next: readonly Fault[] = [];
  fake.onRequest(() => next);
  const born = world.hub.version();
  const known = (faults: readonly Fault[]) => faults.map((fault) => within(fault, world.hub.version() - born));
  const deliver = (url: string, init: FetchInit): Promise<FakeResponse> => {
    const { pathname, search } = new URL(url);
    const body = init.body ?? '';
    const reads = init.method === 'GET' || pathname === '/graphql';
    next = dice === null ? [] : known(troubleFor(weather, dice, reads));
    const answer = fake.handle({
      method: init.method,
      path: pathname + search,
      headers: lowerCased(init.headers),
      body,
    });
    const arrived = answer.catch(() => {}).finally(() => underWay.delete(arrived));
    underWay.add(arrived);
    return answer;
  };
  return {
    fake,
    fetch: async (url, init) => responseOf(url, await patiently(time, init.signal, deliver(url, init))),
    leave: (url, init) => void deliver(url, init).catch(() => {}),
    setWeather(other) {
      weather = other;
    },
    async quiet() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}

/** No replica is older than the world. */
function within(fault: Fault, age: number): Fault {
  return fault.kind === 'stale' ? { ...fault, back: Math.min(fault.back, age) } : fault;
}

function patiently<T>(time: VirtualTime, signal: AbortSignal | undefined, answer: Promise<T>): Promise<T> {
  if (signal?.aborted === true) return Promise.reject(new Error('there was no time left to send the request'));
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const end = (): void => reject(new Error('no answer within the time that was left'));
  const forget = time.after(CLIENT_PATIENCE_MS, end);
  signal?.addEventListener('abort', end, { once: true });
  answer.then(resolve, reject);
  return promise.finally(forget);
}

function lowerCased(headers: FetchInit['headers']): { readonly [name: string]: string } {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function responseOf(url: string, { status, headers, body }: FakeResponse): FetchResponse {
  return {
    status,
    statusText: '',
    url,
    headers: new Map(Object.entries(headers)),
    text: async () => body,
    arrayBuffer: async () => new TextEncoder().encode(body).buffer,
  };
}
