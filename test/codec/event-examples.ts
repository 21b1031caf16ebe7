import { readFileSync } from 'node:fs';
import { isJsonObject } from '../../src/codec/event/targets/fields.ts';
import type { JsonObject, JsonValue } from '../../src/core/values/json.ts';

/** GitHub's own examples of webhook payloads, from the package `@octokit/webhooks-examples`. */
const file = new URL('../../node_modules/@octokit/webhooks-examples/api.github.com/index.json', import.meta.url);
const all: readonly { readonly name: string; readonly examples: readonly JsonObject[] }[] = JSON.parse(
  readFileSync(file, 'utf8'),
);

/** Every official example of an event. */
export function examplesOf(name: string): readonly JsonObject[] {
  const found = all.find((event) => event.name === name)?.examples ?? [];
  if (found.length === 0) throw new Error(`There is no example of ${name}`);
  return found;
}

/** The first official example of an event with this action, changed as given. */
export function example(name: string, action: string | null, changes: JsonObject = {}): JsonObject {
  const found = examplesOf(name).find((payload) => action === null || payload['action'] === action);
  if (found === undefined) throw new Error(`There is no example of ${name}.${action}`);
  return merged(found, changes);
}

/** Lays changes over a payload, object by object; any other value replaces what was there. */
function merged(base: JsonObject, changes: JsonObject): JsonObject {
  const result: { [key: string]: JsonValue } = { ...base };
  for (const [key, change] of Object.entries(changes)) {
    const before = base[key];
    result[key] = isJsonObject(before) && isJsonObject(change) ? merged(before, change) : change;
  }
  return result;
}

/** A payload without the value at a path. */
export function without(payload: JsonObject, path: string): JsonObject {
  const [key = '', ...rest] = path.split('.');
  const { [key]: value, ...others } = payload;
  if (rest.length === 0) return others;
  return { ...others, [key]: isJsonObject(value) ? without(value, rest.join('.')) : (value ?? null) };
}
