import {
  COMMENT_ID,
  closed,
  type FieldsOf,
  HASH,
  NAME,
  named,
  orNull,
  POSITIVE,
  RECORD_ID,
  REPO,
  type Schema,
} from '../values/index.ts';

/** The fields of a binding. */
export const BOUND = {
  host: orNull(NAME),
  repo_id: orNull(NAME),
  issue_id: orNull(NAME),
  record_id: RECORD_ID,
  ref: NAME,
  ref_number: orNull(POSITIVE),
  repo: orNull(REPO),
};
/** Which item of which repository a record belongs to. Ids are GitHub's node ids; outside GitHub they are null. */
export interface Binding extends FieldsOf<typeof BOUND> {}
export const BINDING: Schema<Binding> = named('binding', closed(BOUND));

const commentRef = { comment_id: COMMENT_ID, hash: HASH };
/** A comment that held the record, and the last entry that it held. */
export interface HeldIn extends FieldsOf<typeof commentRef> {}
export const HELD_IN: Schema<HeldIn> = named('heldIn', closed(commentRef));
