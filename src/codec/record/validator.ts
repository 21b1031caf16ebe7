/** What a compiled validator finds wrong first. */
export interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: { readonly [name: string]: unknown };
}

/** Compiled from a schema in `core/record`. False: `errors` holds the first thing that is wrong. */
export interface Validator<T> {
  (value: unknown): value is T;
  readonly errors?: readonly SchemaError[] | null;
}

/** In words what the validator found wrong in the value it saw last. */
export function complaintOf({ errors }: { readonly errors?: readonly SchemaError[] | null }): string {
  const [error] = errors ?? [];
  if (error === undefined) return 'its shape is wrong';
  const place = error.instancePath === '' ? 'it' : quoted(error.instancePath);
  const { params } = error;
  switch (error.keyword) {
    case 'required':
      return `${place} lacks the key ${quoted(params['missingProperty'])}`;
    case 'additionalProperties':
      return `${place} has the unknown key ${quoted(params['additionalProperty'])}`;
    case 'type':
      return `${place} must be of type ${String(params['type']).replace(',', ' or ')}`;
    case 'pattern':
      return `${place} does not match ${String(params['pattern'])}`;
    case 'minimum':
    case 'maximum':
    case 'maxItems':
      return `${place} is out of bounds (${error.keyword} ${String(params['limit'])})`;
    default:
      return `${place} is wrong (${error.keyword})`;
  }
}

/** Keys come from outside and end up in a log: short, and on one line. */
function quoted(text: unknown): string {
  return JSON.stringify(String(text).slice(0, 120));
}

/** A JSON Schema of the few keywords that the shapes of `was` have. */
export interface SchemaShape {
  readonly type?: string | readonly string[];
  readonly properties?: { readonly [key: string]: SchemaShape };
  readonly items?: SchemaShape;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minimum?: number;
  readonly pattern?: string;
}
