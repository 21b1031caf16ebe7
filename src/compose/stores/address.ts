import { LoopForgeError, notAmong } from '../../core/model.ts';

/** Where a store is, as its options say it. */
export type StoreAddress =
  /** A `.json` file or a folder. */
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly table?: string }
  | { readonly kind: 'redis'; readonly url: string; readonly prefix?: string }
  | (TableAddress & { readonly kind: 'dynamodb' })
  | { readonly kind: 'github'; readonly owner: string; readonly repo: string }
  /** Records of the Python original, in a JSON file: only to be copied. */
  | { readonly kind: 'original'; readonly path: string }
  /** The same in the original's own table: only to be copied from. */
  | (TableAddress & { readonly kind: 'original-table' });

interface TableAddress {
  readonly tableName: string;
  readonly region?: string;
  readonly endpoint?: string;
}

const SCHEMES: { readonly [scheme: string]: (text: string, rest: string) => StoreAddress } = {
  file: (_, rest) => ({ kind: 'file', path: required(rest, 'file:records.json or file:folder/') }),
  sqlite: (_, rest) => ({ kind: 'sqlite', path: required(rest, 'sqlite:records.db') }),
  postgres: postgresAt,
  postgresql: postgresAt,
  redis: redisAt,
  rediss: redisAt,
  dynamodb: (_, rest) => ({ kind: 'dynamodb', ...tableAt(rest) }),
  github: githubAt,
  original: originalAt,
};

/** Every way to write one, for helps and errors. */
const ADDRESSES =
  'records.json, folder/, sqlite:records.db, postgres://user@host/database, redis://host:6379, rediss://host:6379, dynamodb:table?region=eu-central-1, github:owner/repo, original:records.json, original:dynamodb:table?region=eu-central-1';

/**
 * Reads where a store is: see {@link ADDRESSES}. `table` behind a Postgres address, `prefix` behind one of Redis, `region`
 * and `endpoint` behind one of DynamoDB are the options of those stores.
 * @throws LoopForgeError `input_invalid`, with what is accepted; what stands behind the scheme is not repeated
 */
export function readStoreAddress(text: string): StoreAddress {
  const { scheme = '', rest = '' } = /^(?<scheme>[a-z][a-z\d+.-]+):(?<rest>.*)$/is.exec(text)?.groups ?? {};
  if (scheme === '') return pathAt(text);
  const read = Object.hasOwn(SCHEMES, scheme.toLowerCase()) ? SCHEMES[scheme.toLowerCase()] : undefined;
  if (read !== undefined) return read(text, rest);
  const known = Object.keys(SCHEMES).map((name) => `${name}:`);
  throw wrong(`${notAmong(`${scheme}:`, 'a kind of store', known)}.`);
}

/** A store as people would name it: never with a password. */
export function nameOfStore(address: StoreAddress): string {
  switch (address.kind) {
    case 'file':
      return address.path;
    case 'sqlite':
    case 'original':
      return `${address.kind}:${address.path}`;
    case 'postgres':
    case 'redis': {
      const { protocol, host, pathname } = new URL(address.url);
      return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
    }
    case 'dynamodb':
      return `dynamodb:${address.tableName}`;
    case 'original-table':
      return `original:dynamodb:${address.tableName}`;
    case 'github':
      return `github:${address.owner}/${address.repo}`;
  }
}

/** What is neither a JSON file nor plainly a folder may be a slip, and a new folder would be made of it. */
function pathAt(path: string): StoreAddress {
  if (path.endsWith('.json') || path.endsWith('/') || path === '.' || path === '..') return { kind: 'file', path };
  // Before an @ there may be a password, whatever was meant.
  const named = path.includes('@') ? 'This' : `"${path}"`;
  throw wrong(`${named} is no address of a store. A file ends in .json, a folder in /.`);
}

function postgresAt(text: string): StoreAddress {
  const { url, options } = urlWith(text, 'postgres://user@host:5432/database', ['table']);
  return { kind: 'postgres', url, ...options };
}

function redisAt(text: string): StoreAddress {
  const { url, options } = urlWith(text, 'redis://host:6379', ['prefix']);
  return { kind: 'redis', url, ...options };
}

function originalAt(_: string, rest: string): StoreAddress {
  const table = /^dynamodb:(?<table>.*)$/is.exec(rest)?.groups?.['table'];
  if (table !== undefined) return { kind: 'original-table', ...tableAt(table) };
  return { kind: 'original', path: required(rest, 'original:records.json') };
}

function tableAt(rest: string): TableAddress {
  const form = 'dynamodb:table?region=eu-central-1';
  const [tableName = '', query = ''] = rest.split('?');
  if (!/^[\w.-]{3,255}$/.test(tableName)) throw wrong(`A DynamoDB table is written as ${form}.`);
  const options = [...new URLSearchParams(query)];
  const known = ['region', 'endpoint'];
  const unknown = options.find(([name, value]) => !known.includes(name) || value === '')?.[0];
  if (unknown !== undefined)
    throw wrong(
      known.includes(unknown)
        ? `"${unknown}" is empty. A DynamoDB table is written as ${form}.`
        : `${notAmong(unknown, 'an option of a DynamoDB table', known)}.`,
    );
  return { tableName, ...Object.fromEntries(options) };
}

function githubAt(_: string, rest: string): StoreAddress {
  const { owner, repo } = /^(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)$/.exec(rest)?.groups ?? {};
  if (owner === undefined || repo === undefined) throw wrong('A repository is written as github:owner/repo.');
  return { kind: 'github', owner, repo };
}

/** A URL, and what stands behind it for us: the driver is not told of that. */
function urlWith<Name extends string>(
  text: string,
  form: string,
  names: readonly Name[],
): { readonly url: string; readonly options: { readonly [name in Name]?: string } } {
  const url = /^[a-z]+:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : null;
  if (url === null) throw wrong(`This is no such address. Write it as ${form}.`);
  const options: { [name in Name]?: string } = {};
  for (const name of names) {
    const value = url.searchParams.get(name);
    if (value !== null) options[name] = value;
    url.searchParams.delete(name);
  }
  return { url: url.href, options };
}

function required(path: string, form: string): string {
  if (path !== '') return path;
  throw wrong(`There is no path. Write it as ${form}.`);
}

function wrong(problem: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `${problem} A store is one of: ${ADDRESSES}.`);
}
