import { type Entry, type Instant, isNote, isNoteOf, isRejection } from '../../../core/model.ts';
import { NOTE_WORDS, SOURCE_MARKS } from '../../../report/standing/index.ts';
import { columnsOf, type Line, type Tone, wrapped } from '../../terminal/index.ts';

/**
 * Every entry: its number, when, who, and the step; below it what is out of the ordinary, and its metadata.
 * @param at the moment that is looked at: what was recorded only later says so; null: there is none
 */
export function trailLines(entries: readonly Entry[], columns: number, at: Instant | null): readonly Line[] {
  const names = entries.map(actorOf);
  const widest = Math.max(...names.map(columnsOf));
  const numbers = String(entries.at(-1)?.seq ?? 0).length;
  const indent = ' '.repeat(numbers + WHEN + widest + 3 * GAP.length + GAP.length);
  return entries.flatMap((entry) => {
    const name = actorOf(entry);
    const start = [
      GAP,
      String(entry.seq).padStart(numbers),
      GAP,
      minute(entry.timestamp),
      GAP,
      name,
      ' '.repeat(widest - columnsOf(name)),
      GAP,
    ].join('');
    const [step = '', ...more] = wrapped(stepOf(entry), columns - indent.length);
    const tone = toneOf(entry);
    return [
      [start, tone === null ? step : { tone, text: step }],
      ...[...more, ...detailsOf(entry, at).flatMap((text) => wrapped(text, columns - indent.length))].map(
        (text): Line => [indent, { tone: 'quiet', text }],
      ),
    ];
  });
}

/** `2026-11-22T08:41:07Z` → `2026-11-22 08:41`. */
export function minute(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)}`;
}

/** `2026-11-22T08:41:07Z` → `2026-11-22 08:41:07`. */
export function second(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)}`;
}

const GAP = '  ';
/** As many columns as `minute` takes. */
const WHEN = 16;

function toneOf(entry: Entry): Tone | null {
  if (isRejection(entry)) return 'bad';
  return entry.source === 'override' ? 'pending' : null;
}

function stepOf(entry: Entry): string {
  if (isNote(entry)) return `note: ${NOTE_WORDS[entry.kind]}${erasedIn(entry)}`;
  const { from_state, to_state } = entry;
  if (from_state === null) return to_state;
  return `${isRejection(entry) ? 'refused: ' : ''}${from_state} → ${to_state}`;
}

/** What a redaction is about; other notes keep more than fits on a line. */
function erasedIn(entry: Entry): string {
  if (!isNoteOf(entry, 'redaction')) return '';
  const { seq, names } = entry.was.data;
  return ` (entry ${seq}: ${names.join(', ')})`;
}

/** An event that was seen needs no word more than its step. */
function detailsOf({ source, flags, trigger, metadata, recorded_at }: Entry, at: Instant | null): readonly string[] {
  const mark = SOURCE_MARKS[source];
  const known = mark === null ? [] : [`${mark.word}: ${mark.says} (${trigger})`];
  const marks = flags.map((flag) => flag.replaceAll('_', ' '));
  const about = [...known, ...marks].join(', ');
  const later = at !== null && recorded_at > at ? [`recorded only later, on ${second(recorded_at)}`] : [];
  const values = Object.entries(metadata).map(([key, value]) => `${key}: ${shown(value)}`);
  return [...later, ...(about === '' ? [] : [about]), ...values];
}

function actorOf({ actor }: Entry): string {
  if (actor === null) return '–';
  return 'redacted' in actor ? '(erased)' : actor.login;
}

function shown(value: unknown): string {
  const isErased = typeof value === 'object' && value !== null && 'redacted' in value;
  if (isErased) return '(erased)';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
