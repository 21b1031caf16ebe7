import { isDeep, isObject, type Json, jsonLike } from './json.ts';

const MARKER = /^<!-- loopforge:(?<kind>record|segment)\r?\n/m;

/** A text taken apart: a comment, or a JSON file, whose `visible` is null. */
export interface Opened {
  readonly kind: 'record' | 'segment';
  readonly visible: string | null;
  readonly value: Json;
}

/** The value in a text, where there is one to be changed. */
export function opened(text: string): Opened | null {
  const marker = MARKER.exec(text);
  if (marker === null) return text.startsWith('{') ? openedLine('record', null, text) : null;
  const line = text.slice(marker.index + marker[0].length).split('\n')[0] ?? '';
  const kind = marker.groups?.['kind'] === 'segment' ? 'segment' : 'record';
  return openedLine(kind, text.slice(0, marker.index), line);
}

function openedLine(kind: Opened['kind'], visible: string | null, line: string): Opened | null {
  const value = jsonLike(line);
  return value === null || isDeep(value) ? null : { kind, visible, value };
}

export function closed({ kind, visible, value }: Opened): string {
  return visible === null ? jsonText(value) : enveloped(kind, visible, lineOf(value));
}

export function enveloped(kind: Opened['kind'], visible: string, line: string): string {
  return `${visible}<!-- loopforge:${kind}\n${line}\n-->`;
}

/** RFC 8785, but of anything: what no record can hold is written down, not refused. */
export function jcs(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jcs).join(',')}]`;
  if (!isObject(value)) return Object.is(value, -0) ? '-0' : JSON.stringify(value);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${jcs(value[key] ?? null)}`);
  return `{${members.join(',')}}`;
}

/** The line as it stands in a comment. */
export function lineOf(value: Json): string {
  return jcs(value).replace(/(?<=-)-|[<>&]|[^\0-~]/g, (unit) =>
    Array.from({ length: unit.length }, (_, at) => `\\u${unit.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
}

/** As in a file: keys as they come. */
function jsonText(value: Json): string {
  return `${JSON.stringify(value, null, 1)}\n`;
}
