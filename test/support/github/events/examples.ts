import { createRequire } from 'node:module';
import { isObject, type Json, type JsonObject } from '../json.ts';

interface Definition {
  readonly name: string;
  readonly examples: readonly JsonObject[];
}

let definitions: readonly Definition[] | null = null;

/** Keys that only some actions carry. */
export const CARRIED = ['changes', 'label', 'assignee', 'requested_reviewer', 'before', 'after'];

/**
 * GitHub's own example of an event. Where there is none of that action, another action's without what is only its own.
 * Throws for an event that has no example.
 */
export function example(event: string, action: string | null): JsonObject {
  // Four megabytes of JSON: read when the first payload is asked for.
  definitions ??= createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly Definition[];
  const examples = definitions.find((one) => one.name === event)?.examples ?? [];
  const exact = examples.find((one) => action === null || one['action'] === action);
  if (exact !== undefined) return exact;
  const other = examples[0];
  if (other === undefined) throw new Error(`there is no official example of ${event}`);
  return Object.fromEntries(Object.entries(other).filter(([key]) => !CARRIED.includes(key)));
}

/** Objects whose keys are not GitHub's. */
const FREE = ['inputs', 'client_payload', 'changes'];

/**
 * The example with the world's values in it: wherever both have a key the world's value stands, and no key comes or
 * goes. Lists are the world's.
 */
export function adapt(shape: JsonObject, values: JsonObject): JsonObject {
  const entries = Object.entries(shape).map(([key, old]): [string, Json] => {
    const value = values[key];
    if (value === undefined) return [key, old];
    return [key, isObject(old) && isObject(value) && !FREE.includes(key) ? adapt(old, value) : value];
  });
  return Object.fromEntries(entries);
}

const REPO_URL = /(https:\/\/(?:github\.com|api\.github\.com\/repos)\/)(?!apps\/|users\/)[\w.-]+\/[\w.-]+/g;

/** Lets every address of the example's repository lead to the world's. */
function moved(value: Json, to: string): Json {
  if (typeof value === 'string') return value.replaceAll(REPO_URL, `$1${to}`);
  if (Array.isArray(value)) return value.map((item: Json) => moved(item, to));
  return isObject(value) ? movedObject(value, to) : value;
}

export function movedObject(value: JsonObject, to: string): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, moved(item, to)]));
}
