import { Ajv2020 } from 'ajv/dist/2020.js';

// What the standard says of attributes, in our own words and as a schema:
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#type-system ("Context Attributes" below it),
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md, and of the extensions
// https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/ sequence.md, recordedtime.md and correlation.md.

/** https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
const TIMESTAMP =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
/** https://www.rfc-editor.org/rfc/rfc3986#section-4.1, as far as characters go. */
const URI_REFERENCE = /^(?:[a-z][a-z\d+.-]*:)?(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})*$/i;
/** No control characters, no code points that are no characters, no lone surrogates. */
const STRING = /^[^\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]+$/u;
/** https://www.rfc-editor.org/rfc/rfc2046: a type and a subtype. */
const MEDIA_TYPE = /^[\w.+-]+\/[\w.+-]+(?:;.*)?$/;

const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  allowUnionTypes: true,
  formats: { timestamp: TIMESTAMP, reference: URI_REFERENCE, text: STRING, media: MEDIA_TYPE },
});

const text = { type: 'string', format: 'text', minLength: 1 };

const isCloudEvent = ajv.compile({
  type: 'object',
  required: ['id', 'source', 'specversion', 'type'],
  properties: {
    id: text,
    source: { type: 'string', format: 'reference', minLength: 1 },
    specversion: { const: '1.0' },
    type: text,
    datacontenttype: { type: 'string', format: 'media' },
    dataschema: { type: 'string', format: 'reference', minLength: 1 },
    subject: text,
    time: { type: 'string', format: 'timestamp' },
    sequence: text,
    recordedtime: { type: 'string', format: 'timestamp' },
    correlationid: text,
    causationid: text,
    data: true,
  },
  // Names of attributes: lower-case letters and digits; values of extensions: a boolean, an integer or a text.
  propertyNames: { pattern: '^[a-z0-9]+$' },
  additionalProperties: { type: ['boolean', 'integer', 'string'] },
});

/** What is wrong with it by the standard; empty: it is a CloudEvent. */
export function cloudEventErrors(value: unknown): readonly string[] {
  isCloudEvent(value);
  return (isCloudEvent.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}
