/**
 * A moment in UTC, to the second: `YYYY-MM-DDTHH:MM:SSZ`. One that is written out in a program is read by the compiler;
 * any other text becomes one where the outside is read. From 2000 to 9999, so the texts stand in the order of time.
 */
export type Instant = `${number}-${number}-${number}T${number}:${number}:${number}Z`;

/** A moment given in milliseconds since the beginning of 1970, cut to the second. */
export function instantOf(ms: number): Instant {
  return `${new Date(ms).toISOString().slice(0, 19)}Z` as Instant;
}

export function isBefore(one: Instant, other: Instant): boolean {
  return one < other;
}

export function isAfter(one: Instant, other: Instant): boolean {
  return one > other;
}

/** From one moment to another; negative where the other comes first. */
export function msBetween(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

/** So long after a moment; before it where the number is negative. */
export function plusMs(at: Instant, ms: number): Instant {
  return instantOf(Date.parse(at) + ms);
}

/** Null: there is none among them. */
export function earliestOf(times: readonly (Instant | null)[]): Instant | null {
  return times.reduce((first, time) => (first === null || (time !== null && time < first) ? time : first), null);
}

/** Null: there is none among them. */
export function latestOf(times: readonly (Instant | null)[]): Instant | null {
  return times.reduce((last, time) => (last === null || (time !== null && time > last) ? time : last), null);
}
