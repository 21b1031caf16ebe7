import { schemaParts } from '../record-schema.ts';

type Json = { readonly [keyword: string]: unknown };

/** The module with the shapes of `was` by kind, each whole; a kept entry is checked as any other, and so has none here. */
export function wasShapesModule(): string {
  const { definitions } = schemaParts();
  const cases = Object(definitions['note'])['allOf'];
  const shapes = cases.map((one: Json) => {
    const [kind] = Object(one['if']).properties.kind.enum;
    return [kind, whole(Object(one['then']).properties.was, definitions)];
  });
  return `// Made by scripts/generate-sources.ts from the shapes in src/core/record.
import type { SchemaShape } from '../validator.ts';

export const WAS_SHAPES: { readonly [kind: string]: SchemaShape } = ${JSON.stringify(Object.fromEntries(shapes))};
`;
}

/** The schema with all that it points at in place, and without what the walk takes for granted. */
function whole(schema: unknown, definitions: { readonly [name: string]: Json }): unknown {
  if (Array.isArray(schema)) return schema;
  if (typeof schema !== 'object' || schema === null) return schema;
  const { $ref, required: _, additionalProperties: __, maximum: ___, ...rest }: Json = { ...schema };
  if ($ref === '#/$defs/entry') return {};
  if (typeof $ref === 'string') return whole(definitions[$ref.replace('#/$defs/', '')], definitions);
  return Object.fromEntries(Object.entries(rest).map(([key, content]) => [key, whole(content, definitions)]));
}
