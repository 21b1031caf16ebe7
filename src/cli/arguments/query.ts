import { Option } from '@commander-js/extra-typings';
import { DURATION_FORM, readDuration } from '../../codec/text/index.ts';
import type { RecordQuery } from '../../usecase/query/index.ts';
import { collected } from './options.ts';
import { wrongUse } from './wrong-use.ts';

// Which records are meant, for commands over many.

export const OF_STATE = new Option('--state <state>', 'Only records in this state. May be repeated.').argParser(
  collected,
);
export const OLDER_THAN = new Option(
  '--older-than <time>',
  'Only records in their state for longer, such as 12h or 3d.',
);
export const WITH_VIOLATIONS = new Option('--violations', 'Only records with a violation that is open.');

/** What those options say. */
export interface QueryOptions {
  readonly state?: readonly string[] | undefined;
  readonly olderThan?: string | undefined;
  readonly violations?: boolean | undefined;
}

/** @throws LoopForgeError `input_invalid` */
export function readQuery(command: string, { state = [], olderThan, violations = false }: QueryOptions): RecordQuery {
  const olderThanMs = olderThan === undefined ? null : readDuration(olderThan);
  if (olderThan !== undefined && olderThanMs === null)
    throw wrongUse(command, `"--older-than" must be ${DURATION_FORM}, not "${olderThan}".`);
  if (state.includes('')) throw wrongUse(command, '"--state" is empty.');
  return { states: [...new Set(state)], olderThanMs, openViolations: violations };
}

/** @throws LoopForgeError `input_invalid` */
export function readCount(command: string, option: string, text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw wrongUse(command, `"${option}" must be a whole number from 1, not "${text}".`);
}
