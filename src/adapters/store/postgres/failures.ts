import { LoopForgeError } from '../../../core/model.ts';
import { isUntrusted, storeFailed, storeUnreachable } from '../shared/index.ts';
import { MIGRATE } from './schema.ts';

/** What to do where Postgres refuses, by SQLSTATE. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const ADVICE: { readonly [state: string]: string } = {
  '25006': 'This server only reads: connect to the primary, with a user that may write.',
  '28000': 'Check the user and the password, and what the server asks of a connection (pg_hba.conf).',
  '28P01': 'Check the user and the password.',
  '3D000': 'Create the database, or name another one.',
  '3F000': 'Create the schema, or name another one.',
  '42501': 'The user needs SELECT, INSERT, UPDATE and DELETE on the table, and for migrate() CREATE on the schema.',
  '42703': MIGRATE,
  '42P01': MIGRATE,
  '53100': 'Make room on its disk.',
  '55P03': 'Another transaction holds the record, or the table; try again.',
  '57014': 'It took longer than statement_timeout allows, or was cancelled; nothing was changed.',
};

/** A row, a string in it or an entry of an index would be larger than Postgres can hold. */
const TOO_LARGE = '54000';

/** No connection to be had, for now: shutting down, starting, or serving as many as it may. */
const UNREACHABLE = /^(?:08...|57P0[1235]|53300)$/;

/** Another transaction was in the way; nothing was changed, and the same may be tried at once. */
const IN_THE_WAY = ['40001', '40P01'];

export function isInTheWay(error: unknown): boolean {
  return IN_THE_WAY.includes(sqlStateOf(error) ?? '');
}

/** Whether a connection can be used again after that error: Postgres answered, and goes on. */
export function isUsableAfter(error: unknown): boolean {
  const state = sqlStateOf(error);
  return error instanceof LoopForgeError || (state !== null && !UNREACHABLE.test(state));
}

/**
 * What a failure of the driver means to a store's caller.
 * @param mayBeWritten whether a write had been sent when it failed
 */
export function postgresFailure(error: unknown, store: string, mayBeWritten: boolean): unknown {
  if (error instanceof LoopForgeError || error instanceof TypeError) return error;
  const state = sqlStateOf(error);
  if (state === TOO_LARGE) return tooLargeForPostgres(error, store);
  if (state !== null && !UNREACHABLE.test(state)) return storeFailed(store, error, ADVICE[state]);
  return driverFailure(error, store) ?? storeUnreachable(store, error, mayBeWritten);
}

function tooLargeForPostgres(cause: unknown, store: string): LoopForgeError {
  const words = cause instanceof Error ? cause.message : String(cause);
  return new LoopForgeError('too_large', `${store} cannot hold a record that large: ${words}. Nothing was written.`, {
    cause,
  });
}

/** What the driver refuses before Postgres can be asked. Null: it is a matter of the connection. */
function driverFailure(error: unknown, store: string): LoopForgeError | null {
  const { syscall = '', message = '' } = textsOf(error);
  if (message.includes('after calling end on the pool'))
    return new LoopForgeError('store_closed', 'The pool that was handed in has been ended.', { cause: error });
  if (message.startsWith('SASL:') || message.includes('password must be a string'))
    return storeFailed(store, error, 'It wants a password: put it into the URL, or into PGPASSWORD.');
  if (message.includes('does not support SSL'))
    return storeFailed(store, error, 'Turn TLS on there, or leave out sslmode.');
  if (isUntrusted(error))
    return storeFailed(
      store,
      error,
      'Its certificate is not trusted: name its authority, ?sslmode=verify-full&sslrootcert=/path/ca.pem.',
    );
  if (syscall === 'open')
    return new LoopForgeError('input_invalid', `A file that the URL names cannot be read: ${message}.`);
  return null;
}

/** Only what Postgres itself answers has a severity: codes of Node may look the same. */
function sqlStateOf(error: unknown): string | null {
  const { severity, code } = textsOf(error);
  return severity === undefined || code === undefined ? null : code;
}

function textsOf(error: unknown): { readonly [name in 'code' | 'severity' | 'syscall' | 'message']?: string } {
  if (!(error instanceof Error)) return { message: String(error) };
  const entries = ['code', 'severity', 'syscall', 'message'].map((name) => [name, Reflect.get(error, name)]);
  return Object.fromEntries(entries.filter(([, value]) => typeof value === 'string'));
}
