import { type Lifecycle, LoopForgeError, notAmong, quote } from '../../core/model.ts';
import { isPlainObject } from '../text/index.ts';
import { resolveExtends } from './extends.ts';
import { FieldReader } from './fields.ts';
import { lifecycleHash } from './hash.ts';
import { checkRoles } from './roles.ts';
import { NAME_FORM, readState } from './state.ts';

const KEYS = ['name', 'extends', 'initial', 'states'];

/**
 * Reads a lifecycle from the user's format (see `LifecycleDefinition`), as a parser of YAML or JSON left it.
 *
 * @param options.trusted its conditions are known to be good, as a test proves of the built-in ones: they are parsed
 * when they are first evaluated.
 * @throws LoopForgeError `lifecycle_invalid` with everything that is wrong, each problem with its place.
 */
export function readLifecycle(data: unknown, options: { readonly trusted?: boolean } = {}): Lifecycle {
  const reader = new FieldReader({ trusted: options.trusted ?? false });
  if (!isPlainObject(data)) throw invalid(null, [`a lifecycle must be a map, and is ${quote(data)}`]);
  reader.keys('', data, KEYS);
  const fields = resolveExtends(data, reader);
  const name = reader.word('name', fields['name'], NAME_FORM);
  if ((fields['name'] ?? null) === null) reader.problem('name', 'is missing');
  const raw = Object.entries(reader.map('states', fields['states'], '`states`'));
  const names = raw.map(([state]) => state);
  if (isPlainObject(fields['states']) && names.length === 0) reader.problem('states', 'must hold at least one state');
  const initial = readInitial(fields['initial'], names, reader);
  const states = raw.map(([state, value]) => readState(state, value, names, reader));
  checkRoles(states, reader);
  if (reader.problems.length > 0) throw invalid(name, reader.problems);
  return { name: name ?? '', hash: lifecycleHash({ initial, states }), initial, states };
}

function readInitial(value: unknown, states: readonly string[], reader: FieldReader): string {
  const [first] = states;
  if (first === undefined) return '';
  if (typeof value === 'string' && states.includes(value)) return value;
  if (typeof value === 'string') {
    reader.problem('initial', notAmong(value, 'a state', states));
  } else {
    reader.problem('initial', `must name the state that an item begins in, such as ${first}`);
  }
  return '';
}

function invalid(name: string | null, problems: readonly string[]): LoopForgeError {
  const which = name === null ? 'The lifecycle' : `The lifecycle "${name}"`;
  const unique = [...new Set(problems)];
  const count = unique.length === 1 ? '1 problem' : `${unique.length} problems`;
  return new LoopForgeError(
    'lifecycle_invalid',
    `${which} has ${count}:\n${unique.map((text) => `- ${text}`).join('\n')}`,
  );
}
