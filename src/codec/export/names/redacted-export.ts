import { isPlainObject } from '../../text/index.ts';

/** Whether a value read from a line is of an export with pseudonyms: a record or an entry that nothing can be made of again. */
export function isOfRedactedExport(value: unknown): boolean {
  if (!isPlainObject(value)) return false;
  return value['names'] === 'pseudonyms' || Object.hasOwn(value, 'pseudonym');
}
