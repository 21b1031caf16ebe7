import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

const isEvent = new Ajv2020({ strict: true, allowUnionTypes: true, allErrors: true }).compile(
  JSON.parse(readFileSync('docs/formats/ocsf.schema.json', 'utf8')),
);

/** What is wrong with an event by the schema that the docs show; empty: nothing. */
export function ocsfErrors(event: unknown): readonly string[] {
  isEvent(event);
  return (isEvent.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
