import type { Hook } from '../../usecase/library/index.ts';
import { asLibraryHook } from './as-library-hook.ts';
import { checkedSending, checkedUrl } from './checked-options.ts';
import type { SendOptions } from './send-options.ts';

export interface MetricsHookOptions extends SendOptions {
  /** Of all signals; metrics go to `v1/metrics` below it. */
  readonly endpoint: string;
  /** Such as `{ authorization: 'Bearer …' }`. */
  readonly headers?: { readonly [name: string]: string };
}

/**
 * A hook that counts steps and how long the states before them lasted, and sends it by OTLP over HTTP, as protobuf with
 * delta temporality. It is tried once.
 * @throws LoopForgeError `input_invalid` for an endpoint that is no https URL
 * @example
 * service.addHook(metrics({ endpoint: 'https://otlp.example.com' }));
 */
export function metricsHook({ endpoint, headers = {}, ...options }: MetricsHookOptions): Hook {
  const url = checkedUrl(endpoint, 'endpoint');
  const sending = checkedSending(options);
  return asLibraryHook(async () => {
    const [{ metrics }, { sendingBy }] = await Promise.all([
      import('../../adapters/hook/metrics.ts'),
      import('./sending.ts'),
    ]);
    return metrics({ endpoint: url, headers: { ...headers }, ...sendingBy(sending) });
  });
}
