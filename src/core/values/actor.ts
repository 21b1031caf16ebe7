import { closed, type FieldsOf, named, oneOf, type Schema } from './json-schema.ts';
import { ACCOUNT_ID, NAME } from './shapes.ts';
import { ACTOR_TYPES } from './words.ts';

const actor = { id: ACCOUNT_ID, login: NAME, type: oneOf(ACTOR_TYPES) };

/** A GitHub account, or what is known of one. */
export interface Actor extends FieldsOf<typeof actor> {}
export const ACTOR: Schema<Actor> = named('actor', closed(actor));
