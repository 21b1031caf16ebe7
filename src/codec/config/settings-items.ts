import { isLine, type ListItem } from './settings-kinds.ts';

const IN_QUOTES = 'a name that looks like a number or like true stands in quotes';

/** Names of checks. A number is refused: YAML reads the name 3.10 as 3.1. */
export const CHECK_NAME_ITEMS: ListItem = {
  plural: 'names of checks or globs',
  each: () => `a text; ${IN_QUOTES}`,
  read: (raw) => (typeof raw === 'string' && isLine(raw, 255) && raw !== '' ? raw : undefined),
};

/** Names of labels, of which GitHub allows 50 characters. A comma would be a list that was written in one line. */
export const LABEL_NAME_ITEMS: ListItem = {
  plural: 'names of labels',
  each: () => `a text of at most 50 characters without a comma; ${IN_QUOTES}`,
  read: (raw) => (typeof raw === 'string' && isLine(raw, 50) && !/^$|,/.test(raw) ? raw : undefined),
};

const LOGIN = /^[a-z\d](?:[a-z\d-]{0,38})(?:\[bot\])?$/i;

/** Numeric ids of accounts, which YAML reads as numbers: a login can go over to somebody else. */
export const ACCOUNT_ID_ITEMS: ListItem = {
  plural: 'numeric account ids',
  each: (raw) => {
    const login = typeof raw === 'string' && LOGIN.test(raw) ? raw : 'octocat';
    return `such as 41898282; \`gh api 'users/${login}' --jq .id\` shows that of ${login}`;
  },
  read: (raw) => {
    const id = Number.isSafeInteger(raw) ? String(raw) : raw;
    return typeof id === 'string' && /^[1-9]\d{0,19}$/.test(id) ? id : undefined;
  },
};

/** Names of states, by their form; whether there is such a state is told by whoever reads the lifecycle. */
export const STATE_ITEMS: ListItem = {
  plural: 'names of states',
  each: () => 'such as merged',
  read: (raw) => (typeof raw === 'string' && /^[a-z][a-z\d_]{0,63}$/i.test(raw) ? raw : undefined),
};

const HOST_NAME = /^[a-z\d](?:[a-z\d.-]{0,251}[a-z\d])?$/i;
const IPV6 = /^[\da-f.:]{0,64}:[\da-f.:]{0,64}$/i;

/** Names of hosts, or addresses; without a port or a path. */
export const HOST_ITEMS: ListItem = {
  plural: 'names of hosts',
  each: () => 'such as hooks.example.internal, 10.0.0.7 or fd00::7, without a port',
  read: (raw) => (typeof raw === 'string' && (HOST_NAME.test(raw) || IPV6.test(raw)) ? raw.toLowerCase() : undefined),
};
