import { Ajv2020 } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import { schemaParts } from '../record-schema.ts';

const HEADER = '// Made by scripts/generate-sources.ts from the shapes in src/core/record.\n';

/** The module of the validators: plain functions that import nothing, compiled from the schema of a record. */
export function validatorsModule(): string {
  // Without messages and inlined references the code is a tenth of the size: `complaintOf` words the complaint.
  const ajv = new Ajv2020({
    code: { source: true, esm: true, lines: true },
    inlineRefs: false,
    messages: false,
    unevaluated: false,
    dynamicRef: false,
    allowUnionTypes: true,
  });
  // Each part is a schema of its own: the code carries along what it checks keys against, so nothing may stand in it twice.
  const { record, definitions } = schemaParts();
  for (const [name, part] of Object.entries({ ...definitions, record })) ajv.addSchema(Object(compact(part)), name);
  const code = standalone.default(ajv, { isRecord: 'record', isSegmentBody: 'segment' });
  const lean = withoutSchemas(UNUSED.reduce((rest, pattern) => rest.replaceAll(pattern, ''), code));
  return `${HEADER}${lean.trimEnd()}\n`;
}

/** Of the schemas that the code carries along it reads types, which it can say itself, and names of keys. */
function withoutSchemas(code: string): string {
  const schemas = [...code.matchAll(/^const (schema\d+) = (\{.*\});$/gm)];
  return schemas.reduce((rest, [line, name = '', text = '']) => {
    const schema: unknown = JSON.parse(text);
    const typed = rest.replaceAll(new RegExp(`\\b${name}((?:\\.\\w+)*)\\.type\\b`, 'g'), (_, path: string) =>
      JSON.stringify(valueAt(schema, [...path.split('.').slice(1), 'type'])),
    );
    const keys = Object.keys(Object(valueAt(schema, ['properties'])));
    const properties = Object.fromEntries(keys.map((key) => [key, 0]));
    return typed.replace(line, `const ${name} = ${JSON.stringify({ properties })};`);
  }, code);
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, key) => Reflect.get(Object(at), key), value);
}

/** What nobody reads: it is a fifth of the code. */
const UNUSED: readonly RegExp[] = [
  // Where in the schema an error stands: of an error only the place, the keyword and its parameters are read.
  /schemaPath:"(?:[^"\\]|\\.)*",/g,
  // What a part is told of the value around it, for keywords that point there.
  /,parentData(?::\w+)?,parentDataProperty(?::(?:\w+|"\w+"))?,rootData,dynamicAnchors(?=\}\))/g,
  /, parentData, parentDataProperty, rootData=data, dynamicAnchors=\{\}(?=\})/g,
  // What a part has looked at, for keywords that ask what nobody has.
  /^const (\w+) = \w+\.evaluated;\nif\(\1\.dynamicProps\)\{\n.*\n\}\nif\(\1\.dynamicItems\)\{\n.*\n\}\n/gm,
  /^\w+\.evaluated = .*;\n|^evaluated\d+\.\w+ = .*;\n/gm,
  /^var (?:props|items)\d+ = .*;\n|^props\d+(?:\.\w+)? = .*;\n|^Object\.assign\(props\d+, props\d+\);\n/gm,
  /^if\(props\d+ !== true.*\)\{\n(?:if\(props\d+ === true\)\{\n\}\nelse \{\n\}\n)?\}\n/gm,
];

/** What TypeScript knows of it. */
export function validatorsDeclaration(): string {
  return `${HEADER}import type { LoopRecord, Segment } from '../../../core/record/record.ts';
import type { Validator } from '../validator.ts';

export declare const isRecord: Validator<LoopRecord>;
export declare const isSegmentBody: Validator<Segment>;
`;
}

/**
 * Words become a pattern, and the one number a range of one: ajv compiles `enum` and `const` to code that carries a
 * schema along. What is pointed at is a schema beside this one.
 */
function compact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(compact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([keyword, content]) => compactKeyword(keyword, content)));
}

function compactKeyword(keyword: string, content: unknown): readonly (readonly [string, unknown])[] {
  // What notes say is walked: src/codec/record/was-shape.ts.
  if (keyword === 'allOf' || keyword === 'examples') return [];
  if (keyword === 'enum' && Array.isArray(content)) return [['pattern', `^(${content.join('|')})$`]];
  if (keyword === '$ref') return [['$ref', String(content).replace('#/$defs/', '')]];
  if (keyword === 'const') return ['minimum', 'maximum'].map((bound) => [bound, content] as const);
  return [[keyword, compact(content)]];
}
