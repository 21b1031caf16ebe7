import { isLine, type SettingKind } from './settings-kinds.ts';

const LONGEST = 2_000;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Whether something may be sent there: `https`, or `http` to this very machine, and no account in the URL. Where the name
 * leads to is told only when it is looked up.
 */
export function isHookUrl(text: string): boolean {
  if (!isLine(text, LONGEST) || !URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  const isSafe = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
  return isSafe && username === '' && password === '';
}

/** What is accepted, in words. @param like such a URL */
export function hookUrlLike(like: string): string {
  return `an https URL without an account in it, such as ${like}`;
}

/** The URL of a hook; empty: none. It may hold a token, so that a wrong one is never repeated. */
export function hookUrl(like: string): SettingKind<string> {
  const accepted = hookUrlLike(like);
  return {
    kind: 'text',
    accepted,
    read: (raw) => {
      if (raw === null || raw === undefined) return { kind: 'value', value: '' };
      const url = typeof raw === 'string' ? raw.trim() : undefined;
      return url === '' || (url !== undefined && isHookUrl(url))
        ? { kind: 'value', value: url }
        : { kind: 'problem', problem: `its value is not accepted; use ${accepted}` };
    },
  };
}
