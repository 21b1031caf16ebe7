import { taggedHash } from '../../core/model.ts';

/** By its URL, of which it tells nothing. */
export function webhookSink(url: string): string {
  return `webhook:${taggedHash('sink', url).slice(0, 8)}`;
}
