import { LoopForgeError } from '../../core/errors.ts';
import type { LoopRecord } from '../../core/record/record.ts';
import { type SchemaError, validate } from './generated/record-schema.js';

/** The one version of the format that this code reads and writes. */
export const SCHEMA_VERSION = 1;

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
  if (validate(value)) return value;
  throw new LoopForgeError('record_invalid', `This is not a LoopForge record: ${complaint(validate.errors?.[0])}.`);
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

function complaint(error: SchemaError | undefined): string {
  if (error === undefined) return 'its shape is wrong';
  const place = error.instancePath === '' ? 'it' : quoted(error.instancePath);
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return `${place} lacks the key ${quoted(params['missingProperty'])}`;
    case 'additionalProperties':
      return `${place} has the unknown key ${quoted(params['additionalProperty'])}`;
    case 'type':
      return `${place} must be of type ${String(params['type']).replace(',', ' or ')}`;
    case 'pattern':
      return `${place} does not match ${String(params['pattern'])}`;
    case 'minimum':
    case 'maximum':
    case 'maxItems':
      return `${place} is out of bounds (${error.keyword} ${String(params['limit'])})`;
    default:
      return `${place} is wrong (${error.keyword})`;
  }
}

/** Keys come from outside and end up in a log: short, and on one line. */
function quoted(text: unknown): string {
  return JSON.stringify(String(text).slice(0, 120));
}
