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
