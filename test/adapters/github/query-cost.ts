import type { DocumentNode, FieldNode, SelectionSetNode } from 'graphql';

/**
 * The points that GitHub takes for a query: the requests needed for all connections, as if every one were full,
 * divided by 100 and rounded, at least one. Source: https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function pointsOf(document: DocumentNode): number {
  const fragments = new Map<string, SelectionSetNode>();
  let root: SelectionSetNode | null = null;
  for (const definition of document.definitions) {
    if (definition.kind === 'FragmentDefinition') fragments.set(definition.name.value, definition.selectionSet);
    if (definition.kind === 'OperationDefinition') root = definition.selectionSet;
  }
  if (root === null) throw new Error('the document holds no query');
  return Math.max(1, Math.round(requests(root, 1, fragments) / 100));
}

function requests(set: SelectionSetNode, parents: number, fragments: ReadonlyMap<string, SelectionSetNode>): number {
  let sum = 0;
  for (const selection of set.selections) {
    if (selection.kind === 'FragmentSpread') {
      const fragment = fragments.get(selection.name.value);
      if (fragment === undefined) throw new Error(`no fragment ${selection.name.value}`);
      sum += requests(fragment, parents, fragments);
    } else if (selection.kind === 'InlineFragment') {
      sum += requests(selection.selectionSet, parents, fragments);
    } else {
      const size = pageSize(selection);
      if (size !== null) sum += parents;
      if (selection.selectionSet !== undefined)
        sum += requests(selection.selectionSet, parents * (size ?? 1), fragments);
    }
  }
  return sum;
}

/** Null: the field is no connection. */
function pageSize(field: FieldNode): number | null {
  for (const { name, value } of field.arguments ?? []) {
    if ((name.value === 'first' || name.value === 'last') && value.kind === 'IntValue') return Number(value.value);
  }
  return null;
}
