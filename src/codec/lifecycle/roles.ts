import { notAmong, ROLES, type Role, SINGLE_ROLES, type State } from '../../core/model.ts';
import type { FieldReader } from './fields.ts';
import type { StateDefinition } from './format.ts';
import { STANDARD_DATA } from './generated/lifecycles.ts';

const BUILT_IN: { readonly [name: string]: StateDefinition } = STANDARD_DATA.states;

/** The role that a state names; one of a built-in name has that state's role where it names none. */
export function readRole(name: string, at: string, value: unknown, reader: FieldReader): Role | null {
  if (value === undefined || value === null) return inheritedRole(name);
  const role = ROLES.find((one) => one === value);
  if (role !== undefined) return role;
  reader.problem(at, notAmong(value, 'a role', ROLES));
  return null;
}

function inheritedRole(name: string): Role | null {
  return Object.hasOwn(BUILT_IN, name) ? (BUILT_IN[name]?.role ?? null) : null;
}

/** A merge and a proposal are each shown by one state at most, and a gate says what its proof means. */
export function checkRoles(states: readonly State[], reader: FieldReader): void {
  for (const role of SINGLE_ROLES) {
    const [first, second] = states.filter((state) => state.role === role);
    if (first === undefined || second === undefined) continue;
    reader.problem(
      `states.${second.name}.role`,
      `only one state can have the role ${role}, and ${first.name} has it${hintOn(first, second)}`,
    );
  }
  for (const { name, gate, role } of states) {
    if (!gate || role !== null) continue;
    reader.problem(`states.${name}.role`, `a gate needs a role, one of ${ROLES.join(', ')}`);
  }
}

/** A role that came with a built-in name may be a surprise. */
function hintOn(...states: readonly State[]): string {
  const [built] = states.filter((state) => inheritedRole(state.name) === state.role);
  return built === undefined ? '' : ` (a state named "${built.name}" has it unless its own \`role\` says another)`;
}
