import { decodeComment, hasMarker } from '../../codec/record/index.ts';
import { parseJsonText } from '../../codec/text/index.ts';
import { whyNoRecord } from '../../codec/verify/index.ts';
import { LoopForgeError } from '../../core/model.ts';
import { type ReadValue, readValueAsRecord } from './file-value.ts';

/**
 * What a text holds as a whole: the body of a record comment, or JSON over many lines. Null: it may be lines, of which the
 * first is damaged.
 * @throws LoopForgeError `input_invalid` where there is nothing in it that could be a record
 */
export function documentIn(text: string, name: string): readonly ReadValue[] | null {
  if (hasMarker(text)) return [recordInComment(text)];
  const json = parseJsonText(text);
  if (json.kind === 'json') return valuesOf(json.value).map(readValueAsRecord);
  if (json.kind === 'ambiguous') return [{ kind: 'no_record', id: null, why: json.why }];
  if (/^\s*\{/m.test(text)) return null;
  const why = isZip(text) ? 'It is a spreadsheet or an archive.' : whyNoRecord(Buffer.from(text));
  throw new LoopForgeError('input_invalid', `${name} holds no record. ${why ?? ''}`.trim());
}

function valuesOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function recordInComment(body: string): ReadValue {
  try {
    const decoded = decodeComment(body);
    if (decoded.kind === 'record') return { kind: 'record', record: structuredClone(decoded.record) };
    return { kind: 'no_json' };
  } catch (error) {
    if (!(error instanceof LoopForgeError)) throw error;
    return { kind: 'no_record', id: null, why: error.message };
  }
}

/** Spreadsheets are archives, too. */
function isZip(text: string): boolean {
  return text.startsWith('PK\u0003\u0004') || text.startsWith('\0');
}
