import { type Instant, instantOf } from '../../../core/model.ts';
/** GitHub's times (ISO 8601 or the HTTP `Date` header) as `YYYY-MM-DDTHH:MM:SSZ`; null where there is none. */
export function toInstant(text: string | null | undefined): Instant | null {
  if (text === null || text === undefined) return null;
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : instantOf(time);
}
