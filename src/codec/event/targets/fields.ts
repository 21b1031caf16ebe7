import { isSha, type JsonObject, type JsonValue, LoopForgeError, type Sha } from '../../../core/model.ts';

/** An event as the runner hands it over: its name and the parsed payload. */
export interface RawEvent {
  readonly name: string;
  readonly payload: JsonObject;
}

/** True for a plain JSON object. What is inside it came out of `JSON.parse` too, so it is JSON all the way down. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a dotted path; undefined where any part of the path is missing. */
export function valueAt(payload: JsonObject, path: string): JsonValue | undefined {
  let value: JsonValue | undefined = payload;
  for (const key of path.split('.')) {
    if (!isJsonObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

/** The text at a path, or null where there is none. For fields that GitHub leaves out or sets to null. */
export function textOrNull(payload: JsonObject, path: string): string | null {
  const value = valueAt(payload, path);
  return typeof value === 'string' ? value : null;
}

/** A positive whole number. Throws `event_invalid`. */
export function numberAt(event: RawEvent, path: string): number {
  const value = valueAt(event.payload, path);
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  throw misfit(event, path, 'a positive number', value);
}

/** A text that is not empty. Throws `event_invalid`. */
export function textAt(event: RawEvent, path: string): string {
  const value = valueAt(event.payload, path);
  if (typeof value === 'string' && value !== '') return value;
  throw misfit(event, path, 'a text', value);
}

/** A commit id. Throws `event_invalid`. */
export function shaAt(event: RawEvent, path: string): Sha {
  const value = valueAt(event.payload, path);
  if (typeof value === 'string' && isSha(value)) return value;
  throw misfit(event, path, 'a commit id of 40 hexadecimal digits', value);
}

/** An object. Throws `event_invalid`. */
export function objectAt(event: RawEvent, path: string): JsonObject {
  const value = valueAt(event.payload, path);
  if (isJsonObject(value)) return value;
  throw misfit(event, path, 'an object', value);
}

/** The objects of a list; an absent list is an empty one. Throws `event_invalid` for anything that is no list. */
export function listAt(event: RawEvent, path: string): readonly JsonObject[] {
  const value = valueAt(event.payload, path);
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.filter(isJsonObject);
  throw misfit(event, path, 'a list', value);
}

function misfit(event: RawEvent, path: string, wanted: string, value: JsonValue | undefined): LoopForgeError {
  const found = value === undefined ? 'it is missing' : `it is ${shown(value)}`;
  return new LoopForgeError(
    'event_invalid',
    `The payload is not that of the event "${event.name}": "${path}" must be ${wanted}, but ${found}. ` +
      'Run LoopForge in a workflow that this event started, and leave GITHUB_EVENT_NAME and GITHUB_EVENT_PATH as the runner sets them.',
  );
}

function shown(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
