import { allowedAddresses, type LookUp, systemLookUp } from './addresses.ts';
import { openConnection, type Trust } from './connection.ts';
import { type Destination, destinationOf, nameOf } from './destination.ts';
import { exchange } from './exchange.ts';
import type { HookAnswer, HookRequest } from './messages.ts';
import { HookRequestError } from './request-error.ts';

/** How much of an answer is waited for. */
interface HookLimits {
  /** From the look-up of the name to the end of the answer. */
  readonly timeoutMs: number;
  /** A body that is longer comes back as null. */
  readonly maxAnswerBytes: number;
}

/** The only way by which hooks and the gate send anything. */
export interface HookClient {
  /**
   * Sends one POST to a public host by https, or by http to this very machine, and follows no redirect.
   * @throws HookRequestError there was no answer; its message holds nothing of the URL but the host
   */
  readonly post: (url: string, request: HookRequest, limits: HookLimits) => Promise<HookAnswer>;
}

export interface HookClientOptions extends Trust {
  /** Hosts whose addresses may be private. */
  readonly allowHosts: readonly string[];
  /** In place of the machine's own. */
  readonly lookUp?: LookUp;
  /** Where a proxy would be named; none is used. */
  readonly env?: { readonly [name: string]: string | undefined };
}

export function createHookClient({
  allowHosts,
  lookUp = systemLookUp,
  env = process.env,
  ca,
}: HookClientOptions): HookClient {
  const allowed = new Set(allowHosts.map(nameOf));
  const trust = ca === undefined ? {} : { ca };
  const post: HookClient['post'] = async (url, request, { timeoutMs, maxAnswerBytes }) => {
    const destination = destinationOf(url);
    const ending = new AbortController();
    const { signal } = ending;
    let isLate = false;
    const timeout = setTimeout(() => {
      isLate = true;
      ending.abort();
    }, timeoutMs);
    try {
      const isAllowed = allowed.has(destination.name);
      const addresses = await unlessEnded(signal, allowedAddresses(destination, isAllowed, lookUp));
      const socket = await openConnection(destination, addresses, { ...trust, signal });
      return await unlessEnded(signal, exchange(socket, destination, request, maxAnswerBytes), GRACE_MS);
    } catch (error) {
      throw told(error, { destination, env, lateAfterMs: isLate ? timeoutMs : null });
    } finally {
      clearTimeout(timeout);
      ending.abort();
    }
  };
  return { post };
}

/** What has its connection ended says what it has got until then, and is given so long to do so. */
const GRACE_MS = 100;

/** What cannot be ended, as a look-up, or might not notice it, unless there is no more time for it. */
function unlessEnded<T>(signal: AbortSignal, work: Promise<T>, graceMs = 0): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(new Error('ended'));
  const onAbort = (): void => (graceMs === 0 ? end() : void setTimeout(end, graceMs).unref());
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([work, promise]);
}

interface Circumstances {
  readonly destination: Destination;
  readonly env: NonNullable<HookClientOptions['env']>;
  /** Null: it was not for want of time. */
  readonly lateAfterMs: number | null;
}

/** The error in words that may be shown. Where a proxy is set, it may be the only way out, and that is said. */
function told(error: unknown, { destination: { name, isEncrypted }, env, lateAfterMs }: Circumstances): unknown {
  if (error instanceof HookRequestError && error.isFinal) return error;
  const late = lateAfterMs === null ? null : `${name} did not answer within ${lateAfterMs / 1000} s.`;
  const message = late ?? (error instanceof HookRequestError ? error.message : `${name} could not be told.`);
  const isProxySet = isEncrypted && (env['https_proxy'] || env['HTTPS_PROXY'] || '') !== '';
  const aside = isProxySet ? ' Hooks do not go through the proxy that https_proxy names.' : '';
  return new HookRequestError(`${message}${aside}`, { isFinal: !(error instanceof HookRequestError) && late === null });
}
