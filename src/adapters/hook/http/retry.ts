import type { HookAnswer } from './messages.ts';
import { HookRequestError } from './request-error.ts';

/** How often, and how the waits between tries pass. */
export interface Patience {
  /** How often in all. */
  readonly tries: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Milliseconds since the beginning of 1970. */
  readonly now: () => number;
}

/** Chance and time as this machine has them; how often to try is left to say. */
export function systemPatience(sleep: Patience['sleep']): Omit<Patience, 'tries'> {
  return { sleep, random: Math.random, now: Date.now };
}

/** What became of a request, over all its tries. */
export type Delivery =
  | { readonly kind: 'taken'; readonly answer: HookAnswer }
  /**
   * `over`: whoever is there wants no more, now and later. `refused`: asked again it would say the same. `unfit`: so it
   * would, but of this very body, and may take others. `lost`: it may work later.
   */
  | { readonly kind: 'over' | 'refused' | 'unfit' | 'lost'; readonly why: string };

type Fate = Delivery['kind'];

/** By the first line that holds the status. https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const FATES: readonly { readonly from: number; readonly to: number; readonly fate: Fate }[] = [
  { from: 200, to: 299, fate: 'taken' },
  { from: 400, to: 400, fate: 'unfit' },
  { from: 410, to: 410, fate: 'over' },
  { from: 413, to: 413, fate: 'unfit' },
  { from: 422, to: 422, fate: 'unfit' },
  { from: 429, to: 429, fate: 'lost' },
  { from: 500, to: 599, fate: 'lost' },
  { from: 0, to: 999, fate: 'refused' },
];

/** Before the second try, the third and so on; each of them is half as long or up to half longer, by chance. */
const WAITS_MS: readonly number[] = [1_000, 4_000];
/** Whoever asks for more is told by the next run. */
const LONGEST_WAIT_MS = 30_000;

/**
 * Sends until it is taken, as often as patience has it.
 * @param send one try; whatever it throws but a `HookRequestError` is thrown on
 */
export async function sendPatiently(send: () => Promise<HookAnswer>, patience: Patience): Promise<Delivery> {
  for (let tried = 1; ; tried++) {
    const { delivery, waitMs } = await tryOnce(send, patience);
    if (delivery.kind !== 'lost' || tried >= patience.tries) return delivery;
    if (waitMs > LONGEST_WAIT_MS) {
      return { ...delivery, why: `${delivery.why} and wants no more for ${Math.ceil(waitMs / 1000)} s` };
    }
    await patience.sleep(Math.max(waitMs, jittered(tried, patience)));
  }
}

/** `waitMs`: how long the other side wants to be left alone. */
async function tryOnce(
  send: () => Promise<HookAnswer>,
  { now }: Patience,
): Promise<{ readonly delivery: Delivery; readonly waitMs: number }> {
  try {
    const answer = await send();
    return { delivery: deliveryOf(answer), waitMs: retryAfter(answer.headers['retry-after'] ?? '', now()) };
  } catch (error) {
    if (!(error instanceof HookRequestError)) throw error;
    const why = error.message.replace(/\.$/, '');
    return { delivery: { kind: error.isFinal ? 'refused' : 'lost', why }, waitMs: 0 };
  }
}

function deliveryOf(answer: HookAnswer): Delivery {
  const { status } = answer;
  const kind = FATES.find(({ from, to }) => status >= from && status <= to)?.fate ?? 'refused';
  if (kind === 'taken') return { kind, answer };
  const isRedirect = status >= 300 && status <= 399;
  return { kind, why: `it answered ${status}${isRedirect ? ', and redirects are not followed' : ''}` };
}

function jittered(tried: number, { random }: Patience): number {
  return (WAITS_MS[tried - 1] ?? WAITS_MS.at(-1) ?? 0) * (0.5 + random());
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-retry-after: seconds, or a date. 0 where it says neither. */
function retryAfter(header: string, nowMs: number): number {
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const isDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header);
  const waitMs = isDate ? Date.parse(header) - nowMs : 0;
  return waitMs > 0 ? waitMs : 0;
}
