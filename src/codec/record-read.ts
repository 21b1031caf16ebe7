import { LoopForgeError } from '../core/errors.ts';
import type { LoopRecord } from '../core/record.ts';
import { RECORD_SCHEMA } from './record-schema.ts';
import { type Check, type Misfit, schemaCheck } from './schema-check.ts';

/** The one version of the format that this code reads and writes. */
export const SCHEMA_VERSION = 1;

let check: Check | undefined;

/**
 * Checks that a value parsed from outside text is a record, strictly: no key missing, none beside them.
 *
 * @returns the same value, typed
 * @throws LoopForgeError `record_invalid`, naming the first place that is wrong. A version of the format that is not
 *   known is refused by its number, never guessed at.
 */
export function readRecord(value: unknown): LoopRecord {
  const version = versionOf(value);
  if (version !== SCHEMA_VERSION) throw new LoopForgeError('record_invalid', wrongVersion(version));
  check ??= schemaCheck(RECORD_SCHEMA);
  const misfit = check(value);
  if (misfit === null) return value as LoopRecord;
  throw new LoopForgeError('record_invalid', `This is not a LoopForge record: ${complaint(misfit)}.`);
}

function versionOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'schema_version')) return undefined;
  return Reflect.get(value, 'schema_version');
}

function wrongVersion(version: unknown): string {
  if (typeof version !== 'number') return 'This is not a LoopForge record: it has no schema_version number.';
  return (
    `The record has schema_version ${version}; this release of LoopForge knows ${SCHEMA_VERSION}. ` +
    'Use the release that wrote it, or a newer one.'
  );
}

function complaint({ place, keyword, detail }: Misfit): string {
  const where = place === '' ? 'it' : quoted(place);
  switch (keyword) {
    case 'required':
      return `${where} lacks the key ${quoted(detail)}`;
    case 'additionalProperties':
      return `${where} has the unknown key ${quoted(detail)}`;
    case 'type':
      return `${where} must be of type ${String(detail)}`;
    case 'pattern':
      return `${where} does not match ${String(detail)}`;
    case 'minimum':
    case 'maximum':
    case 'maxItems':
      return `${where} is out of bounds (${keyword} ${String(detail)})`;
    case 'anyOf':
      return `${where} has none of the forms that it may have`;
    default:
      return `${where} is wrong (${keyword})`;
  }
}

/** Keys come from outside and end up in a log: short, and on one line. */
function quoted(text: unknown): string {
  return JSON.stringify(String(text).slice(0, 120));
}
