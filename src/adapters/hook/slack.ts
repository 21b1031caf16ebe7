import type { DeliveryHook, HookNews, HookVerdict } from '../../core/model.ts';
import { type HookAnswer, type HookClient, hostOf, type Patience, sendPatiently } from './http/index.ts';

export interface SlackOptions {
  /** Of an incoming webhook: whoever has it may post, so it is shown to nobody. */
  readonly url: string;
  /** What the channel is told; null: this is none of its news. */
  readonly messageFor: (news: HookNews) => object | null;
  readonly client: HookClient;
  /** For one answer. */
  readonly timeoutMs: number;
  readonly patience: Omit<Patience, 'tries'>;
}

const TRIES = 3;
/** https://docs.slack.dev/apis/web-api/rate-limits: a message a second, and what comes faster may be dropped. */
const PACE_MS = 1_000;
const LONGEST_ANSWER = 1_000;
/** No such webhook or channel, or one that was archived: https://docs.slack.dev/changelog/2016-05-17-changes-to-errors-for-incoming-webhooks */
const GONE: readonly number[] = [404, 410];

/**
 * Posts one message for each item of a run. It is told once: what Slack did not take is not made up for, since a message has
 * nothing by which Slack would know it again. One after the other, a second apart.
 */
export function slack(options: SlackOptions): DeliveryHook {
  const { patience } = options;
  let before: Promise<unknown> = Promise.resolve();
  let freeAt = 0;
  const inTurn = (news: HookNews, message: object): Promise<HookVerdict> => {
    const own = before.then(async () => {
      const wait = freeAt - patience.now();
      if (wait > 0) await patience.sleep(Math.min(wait, PACE_MS));
      const verdict = await post(options, news, message);
      freeAt = patience.now() + PACE_MS;
      return verdict;
    });
    before = own;
    return own;
  };
  return {
    name: 'slack',
    sink: null,
    tell: async (news) => {
      const message = options.messageFor(news);
      return message === null
        ? verdictOf(news, true, 'None of the states that Slack is told of.')
        : inTurn(news, message);
    },
  };
}

async function post({ url, client, timeoutMs, patience }: SlackOptions, news: HookNews, message: object) {
  const host = hostOf(url);
  let last: HookAnswer | null = null;
  try {
    const request = { headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(message) };
    const send = async (): Promise<HookAnswer> => {
      last = null;
      last = await client.post(url, request, { timeoutMs, maxAnswerBytes: LONGEST_ANSWER });
      return last;
    };
    const delivery = await sendPatiently(send, { ...patience, tries: TRIES });
    if (delivery.kind === 'taken') return verdictOf(news, true, 'One message.');
    const { status, body }: HookAnswer = last ?? { status: 0, headers: {}, body: null };
    const reason = /^[a-z_]{1,60}$/.test(body ?? '') ? ` (${body})` : '';
    if (!GONE.includes(status))
      return verdictOf(news, false, `${host} did not take the message: ${delivery.why}${reason}.`);
    return {
      ...verdictOf(news, false, `The webhook is gone: ${host} answered ${status}${reason}. Make a new one.`),
      isOver: true,
    };
  } catch {
    return verdictOf(news, false, 'The message could not be sent.');
  }
}

/** Told or not, none of it is told again. */
function verdictOf({ entries }: HookNews, ok: boolean, message: string): HookVerdict {
  return { upTo: entries.at(-1)?.seq ?? null, ok, message };
}
