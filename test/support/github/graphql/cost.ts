import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { JsonObject } from '../json.ts';

/** What operations have cost before, by the page sizes among their variables. */
const known = new WeakMap<OperationDefinitionNode, Map<string, number>>();

/**
 * The points a query takes, by GitHub's formula: one request per connection and per node of the connections around it,
 * divided by 100, and at least 1.
 */
export function cost(ast: DocumentNode, operation: OperationDefinitionNode, variables: JsonObject): number {
  const sizes = JSON.stringify(Object.entries(variables).filter(([, value]) => typeof value === 'number'));
  const costs = known.get(operation) ?? new Map<string, number>();
  const points = costs.get(sizes) ?? reckon(ast, operation, variables);
  known.set(operation, costs.set(sizes, points));
  return points;
}

function reckon(ast: DocumentNode, operation: OperationDefinitionNode, variables: JsonObject): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const one of ast.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments.set(one.name.value, one);
  }
  const requests = (set: SelectionSetNode | undefined, around: number): number => {
    let sum = 0;
    // Of the branches for several types only one can apply: the dearest counts.
    const branches = new Map<string, number>();
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const size = pageSize(selection, variables);
        sum += (size === null ? 0 : around) + requests(selection.selectionSet, around * (size ?? 1));
        continue;
      }
      const branch = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      const type = branch?.typeCondition?.name.value ?? '';
      branches.set(type, (branches.get(type) ?? 0) + requests(branch?.selectionSet, around));
    }
    return sum + Math.max(0, ...branches.values());
  };
  return Math.max(1, Math.round(requests(operation.selectionSet, 1) / 100));
}

function pageSize(field: FieldNode, variables: JsonObject): number | null {
  for (const { name, value } of field.arguments ?? []) {
    if (name.value !== 'first' && name.value !== 'last') continue;
    if (value.kind === Kind.INT) return Number(value.value);
    if (value.kind === Kind.VARIABLE) return Number(variables[value.name.value] ?? 1);
  }
  return null;
}
