import { mapOf, matching, named, TEXT, wholeFrom } from '../json-schema.ts';

/** What occurs more than once in a record; each is told once in the schema and is one function of the validator. */

/** 32 bytes as unpadded base64url: the last character carries four bits, so only sixteen are possible there. */
export const HASH = named('hash', matching('^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$'));

/** UTC, to the second. */
export const TIME = named(
  'time',
  matching('^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$'),
);

/** The id of a commit. */
export const SHA = named('sha', matching('^([0-9a-f]{40}|[0-9a-f]{64})$'));

/** A text that is not empty. */
export const NAME = named('name', matching('^[\\s\\S]'));

export const COUNT = named('count', wholeFrom(0));
export const POSITIVE = named('positive', wholeFrom(1));

const OWNER_AND_NAME = '[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+';
export const REPO = named('repo', matching(`^${OWNER_AND_NAME}$`));
export const RECORD_ID = named('recordId', matching(`^(loop-[0-9a-f]{8}|${OWNER_AND_NAME}#[1-9][0-9]*)$`));

export const TEXTS = named('texts', mapOf(TEXT));
