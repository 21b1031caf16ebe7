import { canonicalize, LoopForgeError } from '../../core/model.ts';
import { boundedDepth } from './json-depth.ts';
import { hasDoubledKey } from './json-doubles.ts';

/** What a text of JSON turned out to be. It may be laid out as it likes, but every reader must see the same in it. */
export type JsonText =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'no_json' }
  /** Two readers may see two things in it; `why` is a sentence. */
  | { readonly kind: 'ambiguous'; readonly why: string };

/** Parses JSON text; never throws. Text that is nested deeper than any of ours counts as none. */
export function parseJsonText(text: string): JsonText {
  const parsed = parse(text);
  if (parsed === null) return { kind: 'no_json' };
  const why = ambiguityOf(text, parsed.value);
  return why === null ? { kind: 'json', value: parsed.value } : { kind: 'ambiguous', why };
}

function parse(text: string): { readonly value: unknown } | null {
  try {
    return boundedDepth(text) ? { value: JSON.parse(text) } : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function ambiguityOf(text: string, value: unknown): string | null {
  if (hasDoubledKey(text, value)) return 'A key stands twice in one object, so that two readers may see two records.';
  try {
    canonicalize(value);
    return null;
  } catch (error) {
    if (error instanceof LoopForgeError) return error.message;
    throw error;
  }
}
