import { bears, RECORD_MARKER, SEGMENT_MARKER } from '../record/index.ts';
import { parseJsonText } from '../text/index.ts';

const SEALED = 'It is a sealed part of a record: give the record itself, and this part beside it.';
const ORIGINAL = 'It is a record of the Python library, which keeps no hashes: nothing in it can be verified.';
const OTHER_JSON = 'It is JSON of something else.';
const BROKEN_JSON = 'It begins like JSON and is none: it was cut off, or edited.';
const BINARY = 'It is no text.';
const ANYTHING = 'It is neither a record as JSON nor the body of a record comment.';

/**
 * Why a file is no record at all, as a sentence; null: it is one, or was before somebody damaged it, so that verifying it
 * says what is wrong.
 */
export function whyNoRecord(bytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === '') return 'It is empty.';
  if (bears(text, RECORD_MARKER)) return null;
  if (bears(text, SEGMENT_MARKER)) return SEALED;
  const json = parseJsonText(text);
  // Two readers may see two things in it: that is for the verification to say.
  if (json.kind === 'ambiguous') return null;
  if (json.kind === 'json') return whyOtherValue(json.value);
  if (/^\s*[{[]/.test(text)) return BROKEN_JSON;
  return text.includes('\0') || text.includes('\ufffd') ? BINARY : ANYTHING;
}

function whyOtherValue(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return OTHER_JSON;
  if ('genesis' in value || 'head' in value) return null;
  return 'record_id' in value && 'transitions' in value ? ORIGINAL : OTHER_JSON;
}
