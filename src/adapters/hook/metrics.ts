import type { DeliveryHook, HookNews, HookVerdict } from '../../core/model.ts';
import { type HookAnswer, type HookClient, hostOf, sendPatiently } from './http/index.ts';
import { measured } from './metrics-measured.ts';
import { CONTENT_TYPE, encodeMetrics, refusedPoints } from './metrics-otlp.ts';

export interface MetricsOptions {
  /** Of all signals, as `OTEL_EXPORTER_OTLP_ENDPOINT` has it: that of metrics is `v1/metrics` below it. */
  readonly endpoint: string;
  readonly headers: { readonly [name: string]: string };
  readonly client: HookClient;
  /** For all of it. */
  readonly timeoutMs: number;
}

const LONGEST_ANSWER = 65_536;

/** Nobody waits: what cannot be told at once is not told. */
const ONE_TRY = { tries: 1, sleep: async () => {}, random: () => 0, now: Date.now };

/**
 * Counts what was stored, and sends it by OTLP over HTTP: steps, how long the states before them had lasted, and refusals.
 * Each call is one request of what is new since the last one (delta temporality), and is tried once: what is sent twice
 * would count twice.
 */
export function metrics(options: MetricsOptions): DeliveryHook {
  return { name: 'metrics', sink: null, tell: (news) => tell(options, news) };
}

async function tell(options: MetricsOptions, news: HookNews): Promise<HookVerdict> {
  const upTo = news.entries.at(-1)?.seq ?? null;
  const measurements = measured(news);
  const count = measurements.steps.length + measurements.refusals.length;
  if (count === 0) return { upTo, ok: true, message: 'Nothing of it is counted.' };
  const host = hostOf(options.endpoint);
  try {
    const body = await encodeMetrics(news.record, measurements);
    const delivery = await sendPatiently(() => send(options, body), ONE_TRY);
    if (delivery.kind !== 'taken') {
      return { upTo: null, ok: false, message: `${host} did not take the metrics: ${delivery.why}.` };
    }
    const refused = refusedPoints(delivery.answer.body);
    if (refused > 0)
      return { upTo, ok: false, message: `${host} took the metrics, but for ${refused} of their points.` };
    return { upTo, ok: true, message: `${host} took the metrics of ${count === 1 ? '1 entry' : `${count} entries`}.` };
  } catch {
    return { upTo: null, ok: false, message: `The metrics could not be sent to ${host}.` };
  }
}

function send({ endpoint, headers, client, timeoutMs }: MetricsOptions, body: Uint8Array): Promise<HookAnswer> {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const all = { ...Object.fromEntries(named), 'content-type': CONTENT_TYPE };
  return client.post(metricsUrl(endpoint), { headers: all, body }, { timeoutMs, maxAnswerBytes: LONGEST_ANSWER });
}

/** https://opentelemetry.io/docs/specs/otel/protocol/exporter/#endpoint-urls-for-otlphttp */
function metricsUrl(endpoint: string): string {
  const url = new URL(endpoint);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/metrics`;
  return url.href;
}
