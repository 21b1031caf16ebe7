import { quote } from '../../core/model.ts';
import { isLine, type SettingKind } from './settings-kinds.ts';

/** GitHub allows 50 characters for a label, and the longest state that comes with LoopForge has 15. */
const MAX_LENGTH = 35;

/** What every state label begins with; empty: none. */
export function labelPrefix(): SettingKind<string> {
  const accepted =
    `one line of at most ${MAX_LENGTH} characters (GitHub allows 50 for a label, and the longest state has 15), ` +
    'without a comma and without a space at its ends, such as loopforge:';
  return {
    kind: 'text',
    accepted,
    read: (raw) => {
      if (raw === null || raw === undefined) return { kind: 'value', value: '' };
      const prefix = typeof raw === 'string' ? raw.replace(/[\r\n]+$/, '') : null;
      if (prefix !== null && isPrefix(prefix)) return { kind: 'value', value: prefix };
      const inQuotes = prefix === null ? ', in quotes' : '';
      return { kind: 'problem', problem: `${quote(raw)} is not accepted; use ${accepted}${inQuotes}` };
    },
  };
}

function isPrefix(text: string): boolean {
  return isLine(text, MAX_LENGTH) && text.trim() === text && !text.includes(',');
}
