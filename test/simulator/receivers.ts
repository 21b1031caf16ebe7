import type { HookClient } from '../../src/adapters/hook/http/client.ts';
import type { HookAnswer, HookRequest } from '../../src/adapters/hook/http/messages.ts';
import { HookRequestError } from '../../src/adapters/hook/http/request-error.ts';
import type { Dice } from './dice.ts';
import type { VirtualTime } from './virtual-time.ts';

/** A request that arrived, whatever its sender heard of it. */
export interface Arrived {
  readonly url: string;
  readonly headers: HookRequest['headers'];
  readonly body: string;
  /** It was answered with 2xx. */
  readonly isTaken: boolean;
}

/** Those who are sent webhooks, over lines of simulated time. */
export interface Receivers {
  readonly urls: readonly string[];
  readonly arrived: readonly Arrived[];
  readonly client: HookClient;
  /** From now on everything that is sent is taken. */
  clear(): void;
}

export const SIGNING_SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

/** How a receiver behaves for a whole seed. */
type Nature = 'well' | 'down' | 'slow' | 'redirecting' | 'resetting' | 'first-500' | 'busy' | 'moody';

const NATURES: readonly Nature[] = ['well', 'down', 'slow', 'redirecting', 'resetting', 'first-500', 'busy', 'moody'];
const URLS = ['https://one.example.test/in', 'https://other.example.test/in'];

/** What becomes of one request: the answer, after a while; null: the connection is cut, before or after it arrived. */
interface Fate {
  readonly status: number | null;
  readonly arrives: boolean;
  readonly delay: number;
  readonly retryAfter?: number;
}

const TAKEN: Fate = { status: 204, arrives: true, delay: 50 };

export function createReceivers(time: VirtualTime, dice: Dice): Receivers {
  const natures = new Map(URLS.map((url) => [url, dice.pick(NATURES)]));
  const arrived: Arrived[] = [];
  const tried = new Set<string>();
  const receive = async (url: string, { headers, body }: HookRequest): Promise<HookAnswer> => {
    const first = !tried.has(`${url} ${headers['webhook-id']}`);
    tried.add(`${url} ${headers['webhook-id']}`);
    const fate = fateBy(natures.get(url) ?? 'well', first, dice);
    await time.sleep(fate.delay);
    const isTaken = fate.status !== null && fate.status < 300;
    if (fate.arrives) arrived.push({ url, headers, body: String(body), isTaken });
    if (fate.status === null) throw new HookRequestError('The connection was cut.', { isFinal: false });
    const retry = fate.retryAfter === undefined ? {} : { 'retry-after': String(fate.retryAfter) };
    return { status: fate.status, headers: retry, body: '' };
  };
  return {
    urls: URLS,
    arrived,
    client: { post: (url, request, { timeoutMs }) => within(time, timeoutMs, receive(url, request)) },
    clear: () => {
      for (const url of URLS) natures.set(url, 'well');
    },
  };
}

function fateBy(nature: Nature, isFirst: boolean, dice: Dice): Fate {
  switch (nature) {
    case 'well':
      return TAKEN;
    case 'down':
      return { status: null, arrives: false, delay: 5 };
    case 'slow':
      return { ...TAKEN, delay: dice.between(1_000, 16_000) };
    case 'redirecting':
      return { ...TAKEN, status: 302 };
    case 'resetting':
      return dice.chance(0.5) ? { status: null, arrives: dice.chance(0.5), delay: 20 } : TAKEN;
    case 'first-500':
      return isFirst ? { ...TAKEN, status: 500 } : TAKEN;
    case 'busy':
      return dice.chance(0.4) ? { ...TAKEN, status: 429, retryAfter: dice.between(1, 60) } : TAKEN;
    case 'moody':
      return fateBy(dice.pick(NATURES.slice(0, -1)), isFirst, dice);
  }
}

/** As a client does that has only so much time: whatever becomes of the request then. */
function within<T>(time: VirtualTime, ms: number, answer: Promise<T>): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const forget = time.after(ms, () => reject(new HookRequestError('It did not answer in time.', { isFinal: false })));
  answer.then(resolve, reject);
  return promise.finally(forget);
}
