import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** One route and method of GitHub's REST description. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly query: readonly Parameter[];
  readonly hasBody: boolean;
  readonly bodyRequired: boolean;
  /** JSON pointer into the extract. */
  readonly pointer: string;
  readonly responses: ReadonlyMap<number, Json>;
}

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  readonly schema: JsonObject;
}

export interface Match {
  readonly operation: Operation;
  readonly params: { readonly [name: string]: string };
}

const EXTRACT: JsonObject = JSON.parse(
  readFileSync(new URL('../schema/openapi-extract.json', import.meta.url), 'utf8'),
);
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const URI = /^[a-z][a-z0-9+.-]*:\S*$/i;

const ajv = new Ajv({
  strict: false,
  allErrors: true,
  coerceTypes: false,
  formats: { 'date-time': DATE_TIME, uri: URI },
});
ajv.addSchema({ $id: 'github', ...EXTRACT });
const compiled = new Map<string, ValidateFunction>();

const routes = Object.entries(object(EXTRACT['paths'])).flatMap(([path, methods]) =>
  Object.entries(object(methods)).map(([method, found]) => ({
    pattern: pattern(path),
    operation: read(path, method, found),
  })),
);

/** The operation that a request is for; null: the description has no such route. */
export function match(method: string, path: string): Match | null {
  for (const { pattern: regexp, operation } of routes) {
    const found = operation.method === method ? regexp.exec(path) : null;
    if (found === null) continue;
    const entries = Object.entries(found.groups ?? {}).map(
      ([name, value]) => [name, decodeURIComponent(value)] as const,
    );
    return { operation, params: Object.fromEntries(entries) };
  }
  return null;
}

/** What is wrong with a request body; empty: nothing. */
export function bodyFaults(operation: Operation, body: Json | undefined): readonly string[] {
  if (body === undefined) return operation.bodyRequired ? ['the body is missing'] : [];
  if (!operation.hasBody) return ['there must be no body'];
  return [...schemaFaults(`${operation.pointer}/body`, body), ...unknownKeys(operation, body)];
}

/** What is wrong with query parameters; empty: nothing. */
export function queryFaults(operation: Operation, query: URLSearchParams): readonly string[] {
  const known = new Map(operation.query.map((parameter) => [parameter.name, parameter]));
  return [...query].flatMap(([name, value]) => {
    const parameter = known.get(name);
    return parameter === undefined ? [`unknown query parameter ${name}`] : valueFaults(parameter, value);
  });
}

/** What is wrong with a response that the fake is about to give; empty: nothing. */
export function responseFaults(operation: Operation, status: number, body: Json): readonly string[] {
  if (!operation.responses.has(status)) return [`${operation.id} never answers ${status}`];
  if (operation.responses.get(status) === null)
    return body === null ? [] : [`${operation.id} answers ${status} without a body`];
  return schemaFaults(`${operation.pointer}/responses/${status}`, body);
}

function schemaFaults(pointer: string, value: Json): readonly string[] {
  const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `github#${pointer}` });
  compiled.set(pointer, validate);
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, 5).map((error) => `${error.instancePath || 'body'} ${error.message ?? ''}`);
}

/** The description does not forbid further keys, but one that it does not name is a mistake of ours. */
function unknownKeys(operation: Operation, body: Json): readonly string[] {
  const properties = object(object(at(operation.pointer, 'body'))['properties']);
  if (!isObject(body) || Object.keys(properties).length === 0) return [];
  return Object.keys(body)
    .filter((key) => !(key in properties))
    .map((key) => `unknown key ${key}`);
}

function valueFaults({ name, schema }: Parameter, value: string): readonly string[] {
  const words = schema['enum'];
  if (schema['type'] === 'integer' && !/^\d+$/.test(value)) return [`${name} is no number: ${value}`];
  if (Array.isArray(words) && !words.includes(value)) return [`${name} must be one of ${words.join(', ')}`];
  return schema['format'] === 'date-time' && !DATE_TIME.test(value) ? [`${name} is no time: ${value}`] : [];
}

function read(path: string, method: string, value: Json): Operation {
  const found = object(value);
  const parameters = Array.isArray(found['parameters']) ? found['parameters'].filter(isObject) : [];
  const responses = Object.entries(object(found['responses'])).map(
    ([status, schema]) => [Number(status), schema] as const,
  );
  return {
    id: String(found['operationId']),
    method: method.toUpperCase(),
    path,
    query: parameters
      .filter((one) => one['in'] === 'query')
      .map((one) => ({ name: String(one['name']), required: one['required'] === true, schema: object(one['schema']) })),
    hasBody: isObject(found['body']),
    bodyRequired: found['bodyRequired'] === true,
    pointer: `/paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method}`,
    responses: new Map(responses),
  };
}

function at(pointer: string, key: string): Json {
  const [, , path, method] = pointer.split('/');
  const name = decodeURIComponent(path ?? '').replaceAll('~1', '/');
  return object(object(object(EXTRACT['paths'])[name])[method ?? ''])[key] ?? null;
}

function object(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

/** `{path}` and `{ref}` at the end may hold slashes. */
function pattern(path: string): RegExp {
  const text = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const slashes = path.endsWith(`{${name}}`) && (name === 'path' || name === 'ref');
    return `(?<${name}>${slashes ? '.+' : '[^/]+'})`;
  });
  return new RegExp(`^${text}$`);
}
