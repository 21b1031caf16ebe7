import { notAmong } from '../../core/model.ts';
import { isPlainObject } from '../text/index.ts';
import type { DefinitionFields, FieldReader } from './fields.ts';
import type { LifecycleDefinition } from './format.ts';
import { STANDARD_DATA, STRICT_DATA } from './generated/lifecycles.ts';

const BASES: { readonly [name: string]: LifecycleDefinition } = { standard: STANDARD_DATA, strict: STRICT_DATA };

/**
 * Resolves `extends`: the states of the base with what the user changes. The fields of a state that both have are
 * replaced one by one and its edges one by one (`false` removes an edge); a new state stands where its `after` says.
 * A name of its own is optional: `custom`. Without `extends` the data come back as they are.
 */
export function resolveExtends(fields: DefinitionFields, reader: FieldReader): DefinitionFields {
  const { extends: base, ...own } = fields;
  if (base === undefined || base === null) return withoutAfter(own, reader);
  const found = typeof base === 'string' && Object.hasOwn(BASES, base) ? BASES[base] : undefined;
  if (found === undefined) {
    reader.problem('extends', notAmong(base, 'a built-in lifecycle', Object.keys(BASES)));
    return own;
  }
  const changes = reader.map('states', own['states'] ?? {}, '`states`');
  return { name: 'custom', initial: found.initial, ...own, states: mergeStates(found.states, changes, reader) };
}

function withoutAfter(own: DefinitionFields, reader: FieldReader): DefinitionFields {
  const states = isPlainObject(own['states']) ? Object.entries(own['states']) : [];
  for (const [name, state] of states) {
    if (isPlainObject(state) && state['after'] !== undefined) {
      reader.problem(
        `states.${name}.after`,
        '`after` is for `extends`; here the order of the states is the order in the file',
      );
    }
  }
  return own;
}

function mergeStates(base: DefinitionFields, changes: DefinitionFields, reader: FieldReader): DefinitionFields {
  const states = Object.entries(base);
  for (const [name, change] of Object.entries(changes)) {
    const known = states.findIndex(([state]) => state === name);
    const { after, ...own } = reader.map(`states.${name}`, change ?? {}, 'a state');
    if (known >= 0) {
      if (after !== undefined)
        reader.problem(`states.${name}.after`, '`after` is for a new state; this one has its place');
      states[known] = [name, mergeState(states[known]?.[1], own, `states.${name}.to`, reader)];
    } else {
      states.splice(
        placeOf(
          name,
          after,
          states.map(([state]) => state),
          reader,
        ),
        0,
        [name, own],
      );
    }
  }
  return Object.fromEntries(states);
}

/** Where a new state goes: behind the one that its `after` names. */
function placeOf(name: string, after: unknown, states: readonly string[], reader: FieldReader): number {
  const position = typeof after === 'string' ? states.indexOf(after) : -1;
  if (position >= 0) return position + 1;
  const problem =
    typeof after === 'string'
      ? notAmong(after, 'a state before this one', states)
      : 'a new state says which state it stands behind, as in `after: ci_passed`';
  reader.problem(`states.${name}.after`, problem);
  return states.length;
}

function mergeState(base: unknown, own: DefinitionFields, at: string, reader: FieldReader): DefinitionFields {
  const inherited = isPlainObject(base) ? base : {};
  if (own['to'] === undefined || own['to'] === null) return { ...inherited, ...own, to: inherited['to'] };
  const edges = isPlainObject(inherited['to']) ? inherited['to'] : {};
  return { ...inherited, ...own, to: { ...edges, ...reader.map(at, own['to'], '`to`') } };
}
