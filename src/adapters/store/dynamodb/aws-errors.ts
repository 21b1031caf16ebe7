import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { LoopForgeError } from '../../../core/model.ts';
import { storeFailed, storeUnreachable } from '../shared/index.ts';

/** An item of the table, or a part of one. */
export type Attributes = Record<string, AttributeValue>;

/** What a client of the SDK throws: an answer of the service, or why there was none. */
interface AwsError extends Error {
  readonly code?: unknown;
  /** Whose fault an answer says it is; absent where nobody answered. */
  readonly $fault?: unknown;
}

/** Why a write was not done, as the service says it. */
interface Answer extends Error {
  readonly Item?: Attributes;
  readonly CancellationReasons?: readonly { readonly Code?: string; readonly Item?: Attributes }[];
}

const MIGRATE = 'Call migrate() once: it creates the table and what indexes are missing.';
const CREDENTIALS =
  'Check the credentials that the AWS SDK finds (environment, profile or role), and that they have not expired.';
const RIGHTS = 'Its role or user lacks a permission: the page on stores lists them.';
const UNKNOWN = 'Whether a change was made is not known: load the record again before you try again.';
const BUSY = 'Nothing was written. Try again later, or raise the capacity of the table.';

/** What each answer of the service means. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
const ADVICE: { readonly [name: string]: string } = {
  ResourceNotFoundException: MIGRATE,
  AccessDeniedException: RIGHTS,
  ProvisionedThroughputExceededException: BUSY,
  RequestLimitExceeded: BUSY,
  ThrottlingException: BUSY,
  InternalServerError: UNKNOWN,
  ServiceUnavailable: UNKNOWN,
  LimitExceededException: 'Too many tables are being changed at once. Try again later.',
};

/** Answers that may quote the request, with the credentials in it: their own words are not passed on. */
const SECRETIVE: readonly string[] = [
  'ExpiredTokenException',
  'IncompleteSignatureException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'UnrecognizedClientException',
];

const NO_ANSWER: readonly unknown[] = [
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
];

/**
 * What went wrong, in our words and codes.
 * @param store as its user would name it
 * @param isWrite then, without an answer, nobody knows whether it was done
 */
export function ofAws(error: unknown, store: string, isWrite = false): LoopForgeError {
  if (error instanceof LoopForgeError) return error;
  if (!(error instanceof Error)) return storeFailed(store, error);
  const { name, message, code, $fault }: AwsError = error;
  if (SECRETIVE.includes(name)) return storeFailed(store, `${name}, the credentials are not accepted`, CREDENTIALS);
  if ($fault !== undefined) return storeFailed(store, error, ADVICE[name] ?? (isIndexMissing(message) ? MIGRATE : ''));
  if (name === 'CredentialsProviderError' || name === 'TokenProviderError')
    return storeFailed(store, error, CREDENTIALS);
  if (/\bregion is missing\b/i.test(message)) return regionMissing(error);
  if (name === 'TimeoutError' || error instanceof AggregateError || NO_ANSWER.includes(code))
    return storeUnreachable(store, error, isWrite);
  return storeFailed(store, error);
}

function isIndexMissing(message: string): boolean {
  return message.includes('does not have the specified index');
}

function regionMissing(cause: unknown): LoopForgeError {
  const message = 'There is no AWS region: give the option region, or set the environment variable AWS_REGION.';
  return new LoopForgeError('input_invalid', message, { cause });
}

/** A write that was not done since others write too. */
export type WriteRefusal =
  /** Its condition did not hold for the item that was found; null: there was none. */
  | { readonly kind: 'condition'; readonly item: Attributes | null }
  /** Another one was under way; it may be tried again. */
  | { readonly kind: 'busy' };

const BUSY_NAMES: readonly unknown[] = ['TransactionConflictException', 'TransactionInProgressException'];
const BUSY_CODES: readonly unknown[] = ['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'];

/**
 * Whether an answer means that others write too, and how. Null: it is another error. Of a transaction the first write is
 * the one that has a condition.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function refusalOf(error: unknown): WriteRefusal | null {
  if (!(error instanceof Error)) return null;
  const { name, Item: item, CancellationReasons: reasons = [] }: Answer = error;
  if (name === 'ConditionalCheckFailedException') return { kind: 'condition', item: item ?? null };
  if (BUSY_NAMES.includes(name)) return { kind: 'busy' };
  if (name !== 'TransactionCanceledException') return null;
  const failed = reasons.find(({ Code: code }) => code === 'ConditionalCheckFailed');
  if (failed !== undefined) return { kind: 'condition', item: failed.Item ?? null };
  return reasons.some(({ Code: code }) => BUSY_CODES.includes(code)) ? { kind: 'busy' } : null;
}
