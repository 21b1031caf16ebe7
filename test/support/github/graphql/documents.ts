import { type DocumentNode, GraphQLError, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { githubSchema, type SchemaAge } from './schema.ts';

/** A query text, read and checked once. */
export interface Document {
  readonly ast: DocumentNode | null;
  readonly faults: readonly GraphQLError[];
}

const known: { readonly [age in SchemaAge]: Map<string, Document> } = { current: new Map(), older: new Map() };

/** Parses and validates a query against GitHub's schema; the same text is not read twice. */
export function documentOf(text: string, age: SchemaAge): Document {
  const found = known[age].get(text) ?? read(text, age);
  known[age].set(text, found);
  return found;
}

function read(text: string, age: SchemaAge): Document {
  const schema = githubSchema(age);
  try {
    const ast = parse(text);
    return { ast, faults: validate(schema, ast) };
  } catch (error) {
    if (error instanceof GraphQLError) return { ast: null, faults: [error] };
    throw error;
  }
}

/** The operation that a request means: the one that it names, or the only one. */
export function operationOf(ast: DocumentNode, name: string | null): OperationDefinitionNode | null {
  const all = ast.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (name !== null) return all.find((one) => one.name?.value === name) ?? null;
  return all.length === 1 ? (all[0] ?? null) : null;
}
