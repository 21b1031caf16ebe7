import { RECORD, SEGMENT } from '../src/core/record/record.ts';

type JsonSchema = { readonly [keyword: string]: unknown };

/** A schema whose named parts stand beside it, by name, and are pointed at as `#/$defs/<name>`. */
export interface SchemaParts {
  readonly record: JsonSchema;
  readonly definitions: { readonly [name: string]: JsonSchema };
}

/**
 * The JSON Schema (draft 2020-12) of a record, as the package publishes it. Its `$defs` hold every part by its name, and
 * `segment`, which is what stands in a segment comment.
 */
export function recordSchema(): JsonSchema {
  const { record, definitions } = schemaParts();
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'LoopForge record, schema_version 1',
    description: 'The form alone; docs/record-format.md says what else must hold, and what each field means.',
    ...record,
    $defs: definitions,
  };
}

/** The shapes of `src/core/record` taken apart, so that each part is told once. */
export function schemaParts(): SchemaParts {
  const found = new Map<string, JsonSchema>();
  const record = lifted(RECORD, found);
  lifted(SEGMENT, found);
  return { record, definitions: Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/** The schema without the definitions inside it, which join the ones found. */
function lifted({ $defs = {}, ...rest }: JsonSchema, found: Map<string, JsonSchema>): JsonSchema {
  for (const [name, part] of Object.entries($defs ?? {})) define(name, lifted(part, found), found);
  return Object.fromEntries(Object.entries(rest).map(([key, content]) => [key, liftedIn(content, found)]));
}

function liftedIn(value: unknown, found: Map<string, JsonSchema>): unknown {
  if (Array.isArray(value)) return value.map((item) => liftedIn(item, found));
  return typeof value === 'object' && value !== null ? lifted({ ...value }, found) : value;
}

/** A name means one thing in the whole document. */
function define(name: string, part: JsonSchema, found: Map<string, JsonSchema>): void {
  const known = found.get(name);
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(part)) {
    throw new Error(`Two schemas of a record are both called "${name}".`);
  }
  found.set(name, part);
}
