import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { isObject, type Json } from '../support/github/json.ts';

export type Path = readonly (string | number)[];

/** A place of an answer that GitHub's schema lets be null, or that says how long a list is. */
export interface Place {
  readonly path: Path;
  /** The path without the places in lists. */
  readonly name: string;
  /** `total` counts the members of a list beside it, `count` is a fact by itself. */
  readonly kind: 'list' | 'total' | 'count' | 'value' | 'more';
}

/** Of each list so many members are looked into: the others are like them. */
const MEMBERS = 2;

/** Every nullable place of an answer, every count, and every flag that says whether there is more. */
export function placesIn(schema: GraphQLSchema, query: string, data: Json): readonly Place[] {
  const document = parse(query);
  const root = document.definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (root?.kind !== Kind.OPERATION_DEFINITION) throw new Error('the document holds no query');
  const walk: Walk = { schema, fragments: fragmentsOf(document), found: [] };
  inSelection(walk, root.selectionSet, 'Query', data, []);
  return walk.found;
}

interface Walk {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly found: Place[];
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((one) => one.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((one) => [one.name.value, one]));
}

function inSelection(walk: Walk, set: SelectionSetNode, type: string, value: Json, path: Path): void {
  if (!isObject(value)) return;
  const seen = new Map<string, FieldNode[]>();
  const types = new Map<string, GraphQLOutputType>();
  for (const { field, on } of fieldsIn(walk, set, type)) {
    const key = field.alias?.value ?? field.name.value;
    const output = typeOf(walk.schema, on, field.name.value);
    if (value[key] === undefined || output === null) continue;
    seen.set(key, [...(seen.get(key) ?? []), field]);
    types.set(key, output);
  }
  for (const [key, fields] of seen) {
    const output = types.get(key);
    if (output !== undefined) inField(walk, fields, output, value[key] ?? null, [...path, key], 'nodes' in value);
  }
}

function inField(
  walk: Walk,
  fields: readonly FieldNode[],
  type: GraphQLOutputType,
  value: Json,
  path: Path,
  isBesideList = false,
): void {
  note(walk, type, value, path, isBesideList);
  const inner = isNonNullType(type) ? type.ofType : type;
  if (isListType(inner) && Array.isArray(value)) {
    const members: readonly Json[] = value;
    for (const [index, member] of members.slice(0, MEMBERS).entries()) {
      inField(walk, fields, inner.ofType, member, [...path, index]);
    }
    return;
  }
  const { name } = getNamedType(inner);
  const sets = fields.flatMap(({ selectionSet }) => selectionSet ?? []);
  const selections = sets.flatMap((set) => set.selections);
  inSelection(walk, { kind: Kind.SELECTION_SET, selections }, name, value, path);
}

function note({ found }: Walk, type: GraphQLOutputType, value: Json, path: Path, isBesideList: boolean): void {
  const key = path.findLast((step) => typeof step === 'string') ?? '';
  const name = path.filter((step) => typeof step === 'string').join('.');
  if (key === 'hasNextPage' || key === 'hasPreviousPage') found.push({ path, name, kind: 'more' });
  else if (key === 'totalCount') found.push({ path, name, kind: isBesideList ? 'total' : 'count' });
  else if (value !== null && !isNonNullType(type)) {
    const isList = Array.isArray(value) || (isObject(value) && 'nodes' in value);
    found.push({ path, name, kind: isList ? 'list' : 'value' });
  }
}

/** All fields of a selection, whatever type its fragments are for: the answer tells which of them apply. */
function fieldsIn(
  walk: Walk,
  set: SelectionSetNode,
  on: string,
): readonly { readonly field: FieldNode; readonly on: string }[] {
  return set.selections.flatMap((one) => {
    if (one.kind === Kind.FIELD) return [{ field: one, on }];
    const fragment = one.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(one.name.value) : one;
    if (fragment === undefined) return [];
    return fieldsIn(walk, fragment.selectionSet, fragment.typeCondition?.name.value ?? on);
  });
}

function typeOf(schema: GraphQLSchema, on: string, field: string): GraphQLOutputType | null {
  const type = schema.getType(on);
  return isObjectType(type) || isInterfaceType(type) ? (type.getFields()[field]?.type ?? null) : null;
}

/** The value with another one in a place. */
export function withValue(value: Json, path: Path, change: (old: Json) => Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  if (Array.isArray(value))
    return value.map((item: Json, index) => (index === key ? withValue(item, rest, change) : item));
  if (!isObject(value)) throw new Error(`there is nothing at ${path.join('.')}`);
  return { ...value, [key]: withValue(value[key] ?? null, rest, change) };
}
