import {
  type ExecutionResult,
  execute,
  type GraphQLError,
  type GraphQLFieldResolver,
  OperationTypeNode,
} from 'graphql';
import { isObject, type Json, type JsonObject } from '../json.ts';
import type { View } from '../view.ts';
import { cost } from './cost.ts';
import { documentOf, operationOf } from './documents.ts';
import { GitHubError, Unplayed } from './errors.ts';
import { type Points, queryRoot } from './root.ts';
import { githubSchema, type SchemaAge } from './schema.ts';

/** One answer, and what a strict test must hear of. */
export interface GraphReply {
  readonly status: number;
  /** JSON. */
  readonly body: string;
  readonly points: number;
  readonly violations: readonly string[];
}

export interface GraphRequest {
  readonly view: View;
  readonly body: Json;
  readonly age: SchemaAge;
  /** Takes points from the viewer's budget and says what is left. */
  readonly spend: (points: number) => Points;
}

/** Answers a GraphQL request over the world. */
export function answer({ view, body, age, spend }: GraphRequest): GraphReply {
  const text = isObject(body) ? body['query'] : undefined;
  if (!isObject(body) || typeof text !== 'string')
    return refused(400, 'A query attribute must be specified and must be a string.');
  const { ast, faults } = documentOf(text, age);
  if (ast === null || faults.length > 0) return invalid(faults, age);
  const name = typeof body['operationName'] === 'string' ? body['operationName'] : null;
  const operation = operationOf(ast, name);
  if (operation === null) return refused(200, 'An operation name is required');
  const variables = isObject(body['variables']) ? body['variables'] : {};
  const points = cost(ast, operation, variables);
  const left = spend(points);
  const rootValue = operation.operation === OperationTypeNode.QUERY ? queryRoot(view, left) : {};
  const result = execute({
    schema: githubSchema(age),
    document: ast,
    rootValue,
    variableValues: variables,
    operationName: name,
    fieldResolver: strictResolver,
  });
  if (result instanceof Promise) throw new Error('a resolver of the fake was asynchronous');
  return replyOf(result, points);
}

/** Like GraphQL's own resolver, but a field that the object does not have is a mistake and not null. */
const strictResolver: GraphQLFieldResolver<unknown, unknown, { readonly [name: string]: unknown }> = (
  source,
  args,
  _,
  info,
) => {
  const value: unknown =
    typeof source === 'object' && source !== null ? Reflect.get(source, info.fieldName) : undefined;
  if (value === undefined) throw new Unplayed(`the fake does not play ${info.parentType.name}.${info.fieldName}`);
  return typeof value === 'function' ? Reflect.apply(value, source, [args]) : value;
};

/** Errors that GitHub would give are answers; any other is the fake's, and makes the whole answer unusable. */
function replyOf(result: ExecutionResult, points: number): GraphReply {
  const errors = result.errors ?? [];
  const own = errors.filter((error) => !(error.originalError instanceof GitHubError));
  const violations = [...own, ...errors.filter(isMistake)].map((error) => `${where(error)}: ${error.message}`);
  if (own.length > 0) return { ...refused(422, violations.join('; ')), points, violations };
  const { data = null } = result;
  const body = errors.length === 0 ? { data } : { data, errors: errors.map(errorJson) };
  return { status: 200, body: JSON.stringify(body), points, violations };
}

/** A query that pages wrongly is the client's mistake, whatever the data. */
function isMistake({ originalError }: GraphQLError): boolean {
  return originalError instanceof GitHubError && PAGING.includes(originalError.type);
}

const PAGING = ['MISSING_PAGINATION_BOUNDARIES', 'EXCESSIVE_PAGINATION'];

function where(error: GraphQLError): string {
  return (error.path ?? ['query']).join('.');
}

function errorJson(error: GraphQLError): JsonObject {
  const type = error.originalError instanceof GitHubError ? error.originalError.type : 'INTERNAL';
  const locations = (error.locations ?? []).map(({ line, column }) => ({ line, column }));
  return { type, path: [...(error.path ?? [])], locations, message: error.message };
}

/** A field that an older server does not know is that server's answer, and no mistake. */
function invalid(faults: readonly GraphQLError[], age: SchemaAge): GraphReply {
  const mistakes = faults.filter((fault) => age === 'current' || unknownField(fault) === null);
  const violations = mistakes.map((fault) => `invalid query: ${fault.message}`);
  return { status: 200, body: JSON.stringify({ errors: faults.map(faultJson) }), points: 0, violations };
}

function faultJson(fault: GraphQLError): JsonObject {
  const locations = (fault.locations ?? []).map(({ line, column }) => ({ line, column }));
  const unknown = unknownField(fault);
  if (unknown === null) return { message: fault.message, locations };
  const message = `Field '${unknown.fieldName}' doesn't exist on type '${unknown.typeName}'`;
  return { message, locations, extensions: { code: 'undefinedField', ...unknown } };
}

function unknownField(fault: GraphQLError): { readonly typeName: string; readonly fieldName: string } | null {
  const [, fieldName, typeName] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(fault.message) ?? [];
  return fieldName === undefined || typeName === undefined ? null : { typeName, fieldName };
}

function refused(status: number, message: string): GraphReply {
  const body = status === 200 ? { errors: [{ message }] } : { message };
  return { status, body: JSON.stringify(body), points: 0, violations: [message] };
}
