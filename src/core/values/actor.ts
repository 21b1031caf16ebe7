import { closed, type FieldsOf, named, oneOf, type Schema } from './json-schema.ts';
import { NAME } from './shapes.ts';
import { ACTOR_TYPES } from './words.ts';

const actor = { id: NAME, login: NAME, type: oneOf(ACTOR_TYPES) };

/** A GitHub account, or what is known of one. `id` is the numeric database id, as a string. */
export interface Actor extends FieldsOf<typeof actor> {}
export const ACTOR: Schema<Actor> = named('actor', closed(actor));
