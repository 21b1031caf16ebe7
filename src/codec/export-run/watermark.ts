import type { Instant } from '../../core/model.ts';
import { readMarks } from './mark.ts';

/** How far an export came: where the next one goes on so that between them they have every entry once. */
export interface Watermark {
  /** Entries recorded before are in it. */
  readonly moment: Instant;
  /** The marks of those recorded then or later that are in it, too. */
  readonly written: readonly string[];
}

/** How one is written, for what is said of a text that is none. */
export const WATERMARK_FORM =
  'a moment such as 2026-11-23T08:50:00Z, a day, or what an earlier export printed as --since';

/** As `2026-11-23T08:50:00Z`, or with marks as `2026-11-23T08:50:00Z+q0vXk3Zf…`, in their order. */
export function watermarkText({ moment, written }: Watermark): string {
  return written.length === 0 ? moment : `${moment}+${[...written].sort().join('')}`;
}

/** Reads a watermark, a moment, or a day, which is the moment at which it begins. Null: it is none. */
export function readWatermark(text: string): Watermark | null {
  const plus = text.indexOf('+');
  const moment = readMoment(plus === -1 ? text : text.slice(0, plus));
  const written = plus === -1 ? [] : readMarks(text.slice(plus + 1));
  return moment === null || written === null ? null : { moment, written };
}

/** A moment, or a day, which is the moment at which it begins; in UTC. Null: it is none. */
export function readMoment(text: string): Instant | null {
  const moment = /^\d{4}-\d\d-\d\d$/.test(text) ? `${text}T00:00:00Z` : text;
  return isMoment(moment) ? moment : null;
}

/** Also that there is such a day: other texts would be taken for the one that follows. */
function isMoment(text: string): text is Instant {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return false;
  const ms = Date.parse(text);
  return !Number.isNaN(ms) && new Date(ms).toISOString() === text.replace('Z', '.000Z');
}
