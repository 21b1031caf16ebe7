import type { AccountId, CommentId, Hash, Sha } from './ids.ts';
import type { Instant } from './instant.ts';
import { closed, type FieldsOf, mapOf, matching, named, type Schema, TEXT, wholeFrom } from './json-schema.ts';

/** What occurs more than once in a record; each is told once in the schema and is one function of the validator. */

/** 32 bytes as unpadded base64url: the last character carries four bits, so only sixteen are possible there. */
const BYTES_32 = '^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$';
export const HASH = named('hash', matching<Hash>(BYTES_32));

/** Random bytes that look like a hash and are none. */
export const SALT = named('hash', matching<string>(BYTES_32));

const LONG_MONTH = '(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])';
const SHORT_MONTH = '(0[469]|11)-(0[1-9]|[12][0-9]|30)';
const FEBRUARY = '02-(0[1-9]|1[0-9]|2[0-8])';
const LEAP_YEAR = '([2-9][0-9](0[48]|[2468][048]|[13579][26])|([2468][048]|[3579][26])00)';
const DAY = `([2-9][0-9]{3}-(${LONG_MONTH}|${SHORT_MONTH}|${FEBRUARY})|${LEAP_YEAR}-02-29)`;

/** A moment of the calendar from 2000 to 9999: UTC, to the second, no leap second. */
export const TIME = named('time', matching<Instant>(`^${DAY}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$`));

/** The id of a commit. */
export const SHA = named('sha', matching<Sha>('^([0-9a-f]{40}|[0-9a-f]{64})$'));

/** A text that is not empty. */
export const NAME = nameOf<string>();

/** The number of a comment. */
export const COMMENT_ID = nameOf<CommentId>();

/** The number of an account. */
export const ACCOUNT_ID = nameOf<AccountId>();

function nameOf<T extends string>(): Schema<T> {
  return named('name', matching<T>('^[\\s\\S]'));
}

export const COUNT = named('count', wholeFrom(0));
export const POSITIVE = named('positive', wholeFrom(1));

const OWNER_AND_NAME = '[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+';
export const REPO = named('repo', matching(`^${OWNER_AND_NAME}$`));
export const RECORD_ID = named('recordId', matching(`^(loop-[0-9a-f]{8}|${OWNER_AND_NAME}#[1-9][0-9]*)$`));

export const TEXTS = named('texts', mapOf(TEXT));

const run = { id: NAME, attempt: POSITIVE, url: TEXT };
/** The workflow run that wrote an entry. */
export interface RunRef extends FieldsOf<typeof run> {}
export const RUN: Schema<RunRef> = named('run', closed(run));
