import type { Instant } from './instant.ts';
/**
 * Every way LoopForge fails, as one closed list. A caller decides by `code`, never by English text.
 * The comment beside each code says when it is raised.
 * @internal
 */
export const ERROR_CODES = [
  'input_invalid', // an action input, CLI argument or metadata value that is not accepted
  'config_invalid', // .github/loopforge.yml cannot be read as a configuration
  'event_invalid', // the event file is missing or is not the payload its name promises
  'lifecycle_invalid', // a lifecycle that is not a lifecycle, or a condition that does not parse
  'record_invalid', // a value that cannot be part of a record (NaN, a lone surrogate, a plain wrong shape)
  'record_unreadable', // a record comment exists and cannot be read; nothing is written over it
  'record_tampered', // a record that does not hold: somebody else wrote it
  'record_not_found', // the library was asked for a record that does not exist
  'invalid_transition', // the library was asked for a step that the table does not hold
  'conflict', // another writer was first, and stayed first through every retry
  'lock_timeout', // another run held the lock for as long as we were willing to wait
  'evidence_unavailable', // an assertion needs a fact that could not be read
  'token_missing', // no token was given
  'permission_missing', // the token may not do what this run needs
  'not_found', // the repository or the item does not exist, or the token cannot see it
  'rate_limited', // GitHub refused for too many requests, and waiting did not help
  'github_unreachable', // no usable answer from GitHub within the bounded retries
  'store_unreachable', // no answer from the server of a store: no connection, or none in time; it may be tried again
  'store_failed', // a store answered and would not do it: no table yet, no permission, a full disk
  'store_damaged', // what a store holds under an id, or in a file, is no record; nothing is written over it
  'output_failed', // a file that was asked for cannot be written: no permission, a full disk, another run that writes it
  'store_closed', // a store was used after it had been closed
  'too_large', // a record is larger than the store can hold; nothing of it was written
  'driver_missing', // a store needs a package that is not installed
  'gate_unreachable', // the gate that has to be asked before a step gave no answer that can be used; nothing was recorded
  'hook_failed', // what a hook sent was not taken; what was recorded stays recorded
  'cancelled', // the run was cancelled before it wrote anything
  'internal', // a defect in LoopForge itself
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorOptions {
  readonly cause?: unknown;
  /** See {@link LoopForgeError.everywhere}. */
  readonly everywhere?: boolean;
}

/** The one error class: a code from {@link ERROR_CODES}, a message that says what to do, and the cause kept. */
export class LoopForgeError extends Error {
  override readonly name = 'LoopForgeError';
  readonly code: ErrorCode;
  /** It is about the token or the repository, so every other item of it would end the same way. */
  readonly everywhere: boolean;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.everywhere = options.everywhere ?? false;
  }
}

/** Whether a failure is one of ours with one of these codes. */
export function hasCode(error: unknown, ...codes: readonly ErrorCode[]): error is LoopForgeError {
  return error instanceof LoopForgeError && codes.includes(error.code);
}

const CONFLICT = 'conflict';

/** Raised by a `Repository` when the stored version is not the one the writer started from. */
export class ConflictError extends LoopForgeError {
  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(CONFLICT, message, options);
  }
}

/**
 * Whether an error says that another writer was first. Its `code` tells, never its class: a store may bring another copy
 * of this package, or errors of its own.
 */
export function isConflict(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === CONFLICT;
}

/** An item or repository that GitHub does not show (yet). */
export class NotFoundError extends LoopForgeError {
  /** The moment of that answer, by GitHub's clock. */
  readonly at: Instant;

  constructor(message: string, options: ErrorOptions & { readonly at: Instant }) {
    super('not_found', message, options);
    this.at = options.at;
  }
}

/** GitHub understood a request and refused it: asked again it would say the same. */
export class RefusedError extends LoopForgeError {
  /** As HTTP has it, such as 403. */
  readonly status: number;

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { readonly status: number }) {
    super(code, message, options);
    this.status = options.status;
  }
}

/** GitHub refused for too many requests, and says when to come back. */
export class RateLimitedError extends LoopForgeError {
  /** Null: GitHub did not say. */
  readonly waitMs: number | null;

  constructor(message: string, options: { readonly cause?: unknown; readonly waitMs: number | null }) {
    super('rate_limited', message, options);
    this.waitMs = options.waitMs;
  }
}
