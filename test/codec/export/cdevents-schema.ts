import { Ajv2020 } from 'ajv/dist/2020.js';

// What CDEvents 0.5.1 say of the types that we send, in our own words and as schemas. The sources:
// https://github.com/cdevents/spec/tree/v0.5.1/schemas: ticketcreated.json, ticketupdated.json, ticketclosed.json,
// changecreated.json, changereviewed.json, changemerged.json, changeabandoned.json, pipelinerunstarted.json and
// pipelinerunfinished.json; of the context spec.md, of the envelope cloudevents-binding.md, at the same tag.

/** https://www.rfc-editor.org/rfc/rfc3339#section-5.6 */
const DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
/** https://www.rfc-editor.org/rfc/rfc3986: a reference, and a whole URI, as far as characters go. */
const REFERENCE = /^(?:[a-z][a-z\d+.-]*:)?(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})*$/i;
const URI = /^[a-z][a-z\d+.-]*:(?:[\w.~:/?#[\]@!$&'()*+,;=-]|%[\da-f]{2})+$/i;

const ajv = new Ajv2020({
  strict: true,
  allErrors: true,
  formats: { 'date-time': DATE_TIME, 'uri-reference': REFERENCE, uri: URI },
});

const TEXT = { type: 'string' };
const NAME = { type: 'string', minLength: 1 };
const REF = { type: 'string', minLength: 1, format: 'uri-reference' };
const REPOSITORY = closed({ id: NAME, source: REF }, ['id']);

/** Fields of a ticket; `summary`, `creator` and `uri` where it is created, `uri` later. */
const TICKET = {
  ...{ summary: TEXT, ticketType: TEXT, group: TEXT, creator: NAME, priority: TEXT, milestone: TEXT, uri: REF },
  ...{ assignees: { type: 'array', items: TEXT }, labels: { type: 'array', items: TEXT } },
};

/** By type, the fields of `subject.content`, and which of them must be there. */
const CONTENTS: { readonly [type: string]: object } = {
  'dev.cdevents.ticket.created.0.2.0': closed(TICKET, ['summary', 'creator', 'uri']),
  'dev.cdevents.ticket.updated.0.2.0': closed({ ...TICKET, updatedBy: TEXT }, ['uri']),
  'dev.cdevents.ticket.closed.0.2.0': closed({ ...TICKET, updatedBy: TEXT, resolution: NAME }, ['uri', 'resolution']),
  'dev.cdevents.change.created.0.4.0': closed({ description: NAME, repository: REPOSITORY }, []),
  'dev.cdevents.change.reviewed.0.3.0': closed({ repository: REPOSITORY }, []),
  'dev.cdevents.change.merged.0.3.0': closed({ repository: REPOSITORY }, []),
  'dev.cdevents.change.abandoned.0.3.0': closed({ repository: REPOSITORY }, []),
  'dev.cdevents.pipelinerun.started.0.3.0': closed({ pipelineName: TEXT, uri: { type: 'string', format: 'uri' } }, [
    'pipelineName',
    'uri',
  ]),
  'dev.cdevents.pipelinerun.finished.0.3.0': closed(
    {
      pipelineName: TEXT,
      uri: { type: 'string', format: 'uri' },
      outcome: { enum: ['success', 'failure', 'cancel', 'error'] },
      errors: TEXT,
    },
    [],
  ),
};

const VALIDATORS = new Map(
  Object.entries(CONTENTS).map(([type, content]) => [type, ajv.compile(eventOf(type, content))]),
);

/** The types of CDEvents that we send. */
export const CDEVENT_TYPES = Object.keys(CONTENTS);

/** What is wrong with a CDEvent by the schema of its type; empty: nothing. */
export function cdEventErrors(type: string, value: unknown): readonly string[] {
  const isEvent = VALIDATORS.get(type);
  if (isEvent === undefined) return [`no schema of ${type}`];
  isEvent(value);
  return (isEvent.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function eventOf(type: string, content: object): object {
  const context = {
    ...{
      specversion: NAME,
      id: NAME,
      source: REF,
      type: { const: type },
      timestamp: { type: 'string', format: 'date-time' },
    },
    ...{ schemaUri: { type: 'string', format: 'uri' }, chainId: NAME, links: { type: 'array' } },
  };
  return closed(
    {
      context: closed(context, ['specversion', 'id', 'source', 'type', 'timestamp']),
      subject: closed({ id: NAME, source: REF, content }, ['id', 'content']),
      customData: { type: 'object' },
      customDataContentType: TEXT,
    },
    ['context', 'subject'],
  );
}

function closed(properties: object, required: readonly string[]): object {
  return { type: 'object', additionalProperties: false, properties, required };
}
