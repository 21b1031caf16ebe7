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
import { githubSchema } from './schema.ts';

/** One answer, and what a strict test must hear of. */
export interface GraphReply {
  readonly status: number;
  readonly body: Json;
  readonly points: number;
  readonly violations: readonly string[];
}

export interface GraphRequest {
  readonly view: View;
  readonly body: Json;
  /** Takes points from the viewer's budget and says what is left. */
  readonly spend: (points: number) => Points;
}

/** Answers a GraphQL request over the world. */
export function answer({ view, body, spend }: GraphRequest): GraphReply {
  const text = isObject(body) ? body['query'] : undefined;
  if (!isObject(body) || typeof text !== 'string')
    return refused(400, 'A query attribute must be specified and must be a string.');
  const { ast, faults } = documentOf(text);
  if (ast === null || faults.length > 0) return invalid(faults);
  const name = typeof body['operationName'] === 'string' ? body['operationName'] : null;
  const operation = operationOf(ast, name);
  if (operation === null) return refused(200, 'An operation name is required');
  const variables = isObject(body['variables']) ? body['variables'] : {};
  const points = cost(ast, operation, variables);
  const left = spend(points);
  const rootValue = operation.operation === OperationTypeNode.QUERY ? queryRoot(view, left) : {};
  const result = execute({
    schema: githubSchema(),
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

function replyOf(result: ExecutionResult, points: number): GraphReply {
  const errors = result.errors ?? [];
  const violations = errors.flatMap((error) => violationOf(error));
  const data: Json = JSON.parse(JSON.stringify(result.data ?? null));
  if (violations.length > 0) return { ...refused(422, violations.join('; ')), points, violations };
  const body: JsonObject = errors.length === 0 ? { data } : { data, errors: errors.map(errorJson) };
  return { status: 200, body, points, violations: [] };
}

/** Errors that GitHub would give are answers; the rest are faults of the fake, or of the query. */
function violationOf(error: GraphQLError): readonly string[] {
  const { originalError } = error;
  if (originalError instanceof GitHubError) return bad(originalError) ? [`${where(error)}: ${error.message}`] : [];
  return [`${where(error)}: ${error.message}`];
}

/** A query that pages wrongly is the client's mistake whatever the data. */
function bad(error: GitHubError): boolean {
  return ['MISSING_PAGINATION_BOUNDARIES', 'EXCESSIVE_PAGINATION'].includes(error.type);
}

function where(error: GraphQLError): string {
  return (error.path ?? ['query']).join('.');
}

function errorJson(error: GraphQLError): JsonObject {
  const type = error.originalError instanceof GitHubError ? error.originalError.type : 'INTERNAL';
  const locations = (error.locations ?? []).map(({ line, column }) => ({ line, column }));
  return { type, path: [...(error.path ?? [])], locations, message: error.message };
}

function invalid(faults: readonly GraphQLError[]): GraphReply {
  const errors = faults.map((fault) => ({
    message: fault.message,
    locations: (fault.locations ?? []).map(({ line, column }) => ({ line, column })),
  }));
  return {
    status: 200,
    body: { errors },
    points: 0,
    violations: faults.map((fault) => `invalid query: ${fault.message}`),
  };
}

function refused(status: number, message: string): GraphReply {
  const body = status === 200 ? { errors: [{ message }] } : { message };
  return { status, body, points: 0, violations: [message] };
}
