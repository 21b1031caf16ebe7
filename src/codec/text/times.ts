import { type Instant, instantOf } from '../../core/model.ts';

const UNITS: { readonly [unit: string]: number } = {
  m: 60_000,
  h: 3_600_000,
  d: 24 * 3_600_000,
  w: 7 * 24 * 3_600_000,
};

/** How a span of time is written, for what is said of one that is not. */
export const DURATION_FORM = 'a number of minutes, hours, days or weeks, such as 90m, 12h, 3d or 2w';

/**
 * Reads `90m`, `12h`, `3d` or `2w`. A day is 24 hours.
 * @returns milliseconds; null: it is not written so
 */
export function readDuration(text: string): number | null {
  const { count, unit = '' } = /^(?<count>[1-9]\d{0,5})(?<unit>[mhdw])$/.exec(text)?.groups ?? {};
  const ms = UNITS[unit];
  return count === undefined || ms === undefined ? null : Number(count) * ms;
}

/** How a moment is written, for what is said of a text that is none. */
export const MOMENT_FORM =
  'a day such as 2026-11-23, or a moment such as 2026-11-23T08:50:00Z or 2026-11-23T09:50:00+01:00';

const MOMENT = /^(?<date>\d{4}-\d\d-\d\d)(?:T(?<time>\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(?<zone>Z|[+-]\d\d:\d\d))?$/;

/**
 * The last second that a text speaks of: of a day its last one in UTC, of a moment with a fraction the second that it is in.
 * @returns null: it is none, such as a time without a zone, or a day that no calendar has
 */
export function readLastSecond(text: string): Instant | null {
  const { date, time, zone } = MOMENT.exec(text)?.groups ?? {};
  if (date === undefined || !isDay(date)) return null;
  const ms = Date.parse(time === undefined ? `${date}T23:59:59Z` : `${date}T${time}${zone}`);
  return Number.isNaN(ms) || ms < FIRST || ms > LAST ? null : instantOf(ms);
}

/** Else the 31st of a month of thirty days would be taken for the 1st of the next. */
function isDay(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

/** What an `Instant` can say. */
const FIRST = Date.UTC(2000, 0, 1);
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59);
