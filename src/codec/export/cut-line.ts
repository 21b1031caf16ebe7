import { cutText, encodedSize } from '../../core/model.ts';
import type { EntryLine } from '../hook/index.ts';
import { jsonLine } from '../text/index.ts';

/** In bytes: what everybody who takes CloudEvents should take ("Size Limits" of the standard), and readers of logs do. */
const MOST_BYTES = 65_536;
/** For the fields of a cut line, in characters: with all that stands around them an event is smaller than that. */
const ROOM = 32_000;

/** A line of which something is left out. */
interface CutLine extends EntryLine {
  /** The fields that are not whole: texts have their beginning, and whatever else is too long is not there. */
  readonly cut: readonly string[];
}

/** What a line becomes, as a text that is not too long for whoever reads it: where the whole would be, of the cut line. */
export function eventText(line: EntryLine, eventOf: (line: EntryLine) => unknown): string {
  const whole = jsonLine(eventOf(line));
  return Buffer.byteLength(whole) <= MOST_BYTES ? whole : jsonLine(eventOf(cutLine(line)));
}

/** All fields have the same room. */
function cutLine(line: EntryLine): CutLine {
  const fields = Object.entries(line);
  const room = Math.floor(ROOM / fields.length);
  const cut = fields.filter(([, value]) => encodedSize(value) > room).map(([name]) => name);
  const kept = fields.flatMap(([name, value]) => {
    if (!cut.includes(name)) return [[name, value]];
    return typeof value === 'string' ? [[name, cutText(value, room)]] : [];
  });
  const { entry, record_id, ref, repo, host } = line;
  return { entry, record_id, ref, repo, host, ...Object.fromEntries(kept), cut };
}
