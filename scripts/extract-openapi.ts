import { readFileSync, writeFileSync } from 'node:fs';

const USAGE = `Writes test/support/github/schema/openapi-extract.json: the part of GitHub's REST description that the tests' fake GitHub speaks.

  npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
  node scripts/extract-openapi.ts package/generated/api.github.com.json 23.0.2
`;

/** Routes that LoopForge may use. Anything else is unknown to the fake, and so fails a test. */
const ROUTES: { readonly [path: string]: readonly string[] } = {
  '/apps/{app_slug}': ['get'],
  '/rate_limit': ['get'],
  '/user': ['get'],
  '/repos/{owner}/{repo}': ['get'],
  '/repos/{owner}/{repo}/actions/runs': ['get'],
  '/repos/{owner}/{repo}/actions/runs/{run_id}': ['get'],
  '/repos/{owner}/{repo}/collaborators/{username}/permission': ['get'],
  '/repos/{owner}/{repo}/commits/{ref}/statuses': ['get'],
  '/repos/{owner}/{repo}/contents/{path}': ['get', 'put'],
  '/repos/{owner}/{repo}/dispatches': ['post'],
  '/repos/{owner}/{repo}/git/ref/{ref}': ['get'],
  '/repos/{owner}/{repo}/git/refs': ['post'],
  '/repos/{owner}/{repo}/issues': ['get'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}': ['get', 'patch', 'delete'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}': ['delete'],
  '/repos/{owner}/{repo}/issues/{issue_number}': ['get'],
  '/repos/{owner}/{repo}/issues/{issue_number}/comments': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/{issue_number}/labels': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}': ['delete'],
  '/repos/{owner}/{repo}/issues/{issue_number}/reactions': ['get', 'post'],
  '/repos/{owner}/{repo}/issues/{issue_number}/reactions/{reaction_id}': ['delete'],
  '/repos/{owner}/{repo}/labels': ['post'],
  '/repos/{owner}/{repo}/pulls': ['get'],
  '/repos/{owner}/{repo}/pulls/{pull_number}': ['get'],
  '/repos/{owner}/{repo}/statuses/{sha}': ['post'],
};

/** Keywords that say nothing about validity. */
const NOISE = new Set([
  'description',
  'title',
  'example',
  'examples',
  'externalDocs',
  'deprecated',
  'default',
  'readOnly',
]);
const FORMATS = new Set(['date-time', 'uri']);
const SCHEMA_REF = '#/components/schemas/';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = { readonly [key: string]: Json };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function objectAt(value: Json | undefined, ...path: readonly string[]): JsonObject {
  let at = value;
  for (const key of path) at = isObject(at) ? at[key] : undefined;
  return isObject(at) ? at : {};
}

function listAt(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** Follows a reference to a parameter or response; schema references stay. */
function resolve(doc: JsonObject, value: Json): JsonObject {
  const ref = isObject(value) ? value['$ref'] : undefined;
  return typeof ref === 'string' ? objectAt(doc, ...ref.slice(2).split('/')) : objectAt(value);
}

/** A schema of OpenAPI 3.0 as plain JSON Schema, without what only people read. `names` are property names. */
function toJsonSchema(value: Json, names = false): Json {
  if (Array.isArray(value)) return value.map((item: Json) => toJsonSchema(item));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key, item]) => names || keeps(key, item));
  const plain = Object.fromEntries(
    kept.map(([key, item]) => [key, toJsonSchema(item, key === 'properties' && !names)]),
  );
  if (names || value['nullable'] !== true) return plain;
  const { nullable: _, ...rest } = plain;
  return orNull(rest);
}

function keeps(key: string, value: Json): boolean {
  return !NOISE.has(key) && !key.startsWith('x-') && (key !== 'format' || FORMATS.has(String(value)));
}

function orNull(schema: JsonObject): Json {
  if (typeof schema['type'] !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const words = schema['enum'];
  const nullable = { ...schema, type: [schema['type'], 'null'] };
  return Array.isArray(words) ? { ...nullable, enum: [...words, null] } : nullable;
}

function jsonContent(doc: JsonObject, holder: Json): Json {
  const schema = objectAt(resolve(doc, holder), 'content', 'application/json')['schema'];
  return schema === undefined ? null : toJsonSchema(schema);
}

function operation(doc: JsonObject, path: string, method: string): JsonObject {
  const item = objectAt(doc, 'paths', path);
  const found = objectAt(item, method);
  if (found['operationId'] === undefined) throw new Error(`the description has no ${method} ${path}`);
  const parameters = [...listAt(item['parameters']), ...listAt(found['parameters'])].map((one) => {
    const { in: place, name, required, schema } = resolve(doc, one);
    return { in: place ?? '', name: name ?? '', required: required ?? false, schema: toJsonSchema(schema ?? {}) };
  });
  const body = found['requestBody'];
  const responses = Object.entries(objectAt(found, 'responses'))
    .filter(([status]) => status.startsWith('2'))
    .map(([status, response]): [string, Json] => [status, jsonContent(doc, response)]);
  return {
    operationId: found['operationId'],
    parameters,
    body: body === undefined ? null : jsonContent(doc, body),
    bodyRequired: body === undefined ? false : (resolve(doc, body)['required'] ?? false),
    responses: Object.fromEntries(responses),
  };
}

/** Adds every component schema that `value` reaches. */
function collect(doc: JsonObject, value: Json, found: Map<string, Json>): void {
  if (Array.isArray(value)) for (const item of value) collect(doc, item, found);
  if (!isObject(value)) return;
  const ref = value['$ref'];
  if (typeof ref === 'string' && !found.has(ref)) {
    const schema = toJsonSchema(objectAt(doc, 'components', 'schemas')[ref.slice(SCHEMA_REF.length)] ?? {});
    found.set(ref, schema);
    collect(doc, schema, found);
  }
  for (const item of Object.values(value)) collect(doc, item, found);
}

function extract(doc: JsonObject, version: string): JsonObject {
  const paths = Object.fromEntries(
    Object.entries(ROUTES).map(([path, methods]) => [
      path,
      Object.fromEntries(methods.map((method) => [method, operation(doc, path, method)])),
    ]),
  );
  const found = new Map<string, Json>();
  collect(doc, paths, found);
  const schemas = [...found].map(([ref, schema]): [string, Json] => [ref.slice(SCHEMA_REF.length), schema]);
  return {
    source: 'npm @octokit/openapi, generated/api.github.com.json (MIT), cut down by scripts/extract-openapi.ts',
    version,
    paths,
    components: { schemas: Object.fromEntries(schemas.toSorted(([a], [b]) => (a < b ? -1 : 1))) },
  };
}

const [file, version] = process.argv.slice(2);
if (file === undefined || version === undefined) {
  process.stderr.write(USAGE);
  process.exitCode = 2;
} else {
  const doc: JsonObject = JSON.parse(readFileSync(file, 'utf8'));
  const target = new URL('../test/support/github/schema/openapi-extract.json', import.meta.url);
  writeFileSync(target, `${JSON.stringify(extract(doc, version))}\n`);
}
