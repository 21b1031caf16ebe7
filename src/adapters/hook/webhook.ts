import { cloudEvent } from '../../codec/hook/index.ts';
import { canonicalize, type DeliveryHook, type Entry, type HookNews, type HookVerdict } from '../../core/model.ts';
import { type Delivery, type HookClient, hostOf, type Patience, sendPatiently } from './http/index.ts';
import { type Signer, signerBy } from './webhook-signature.ts';

export interface WebhookOptions {
  readonly url: string;
  /** Each of them signs; the newest first. */
  readonly secrets: readonly string[];
  readonly sink: string | null;
  /** Whether it is told who did it and with which metadata, or only what proves it. */
  readonly names: 'clear' | 'hashed';
  readonly client: HookClient;
  /** For one answer. */
  readonly timeoutMs: number;
  readonly patience: Omit<Patience, 'tries'>;
}

const TRIES = 3;
/** https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md#32-structured-content-mode */
const CONTENT_TYPE = 'application/cloudevents+json; charset=utf-8';
/** Its status is the answer. */
const LONGEST_ANSWER = 65_536;

/**
 * Sends every entry, of every kind, as a signed CloudEvent of its own, in order: the next one once the one before is taken.
 * So a receiver holds the chain up to some entry, and sees gaps and rewrites.
 * @throws LoopForgeError `input_invalid` a secret that is none
 */
export function webhook(options: WebhookOptions): DeliveryHook {
  const sign = signerBy(options.secrets);
  return { name: 'webhook', sink: options.sink, tell: (news, isLate) => tell(options, sign, news, isLate) };
}

async function tell(options: WebhookOptions, sign: Signer, news: HookNews, isLate: boolean): Promise<HookVerdict> {
  const host = hostOf(options.url);
  const patience = { ...options.patience, tries: isLate ? 1 : TRIES };
  const { entries } = news;
  let upTo: number | null = null;
  for (const [taken, entry] of entries.entries()) {
    const delivery = await deliver(options, sign, { news, entry }, patience);
    if (delivery.kind !== 'taken') {
      const isOver = delivery.kind === 'over';
      const soFar = `${host} took ${taken} of ${entries.length} entries: ${delivery.why}.`;
      const message = isOver ? `${soFar} It wants no more, and is sent nothing that is waiting.` : soFar;
      const isUnfit = delivery.kind === 'unfit';
      return { upTo, ok: false, message, ...(isOver ? { isOver } : {}), ...(isUnfit ? { isUnfit } : {}) };
    }
    upTo = entry.seq;
  }
  return { upTo, ok: true, message: `${host} took ${entries.length === 1 ? '1 entry' : `${entries.length} entries`}.` };
}

/** Never throws. */
async function deliver(
  { url, names, client, timeoutMs, patience }: WebhookOptions,
  sign: Signer,
  { news, entry }: { readonly news: HookNews; readonly entry: Entry },
  { tries }: Pick<Patience, 'tries'>,
): Promise<Delivery> {
  try {
    const body = canonicalize(cloudEvent(news.record, entry, names));
    const send = () => {
      const signature = sign({ id: entry.hash, at: patience.now(), body });
      const headers = { 'content-type': CONTENT_TYPE, ...signature };
      return client.post(url, { headers, body }, { timeoutMs, maxAnswerBytes: LONGEST_ANSWER });
    };
    return await sendPatiently(send, { ...patience, tries });
  } catch {
    return { kind: 'unfit', why: `entry ${entry.seq} could not be sent` };
  }
}
