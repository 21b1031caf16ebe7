import { describe, expect, test } from 'vitest';
import { isInTheWay, isUsableAfter, postgresFailure } from '../../../../src/adapters/store/postgres/failures.ts';
import { LoopForgeError } from '../../../../src/core/values/errors.ts';

const STORE = 'Postgres at db.example.com:5432';

/** What Postgres answers, as the driver gives it. */
const answer = (code: string, message = 'as it says'): Error =>
  Object.assign(new Error(message), { severity: 'ERROR', code });

/** What Node says of a connection. */
const system = (code: string, message: string): Error => Object.assign(new Error(message), { code });

describe('what a failure means', () => {
  test.each([
    ['starting up', answer('57P03')],
    ['shutting down', answer('57P01')],
    ['crashed', answer('57P02')],
    ['too many connections', answer('53300')],
    ['a connection that failed', answer('08006')],
    ['nobody listens', system('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432')],
    ['a pipe that broke, whose code has the length of one of Postgres', system('EPIPE', 'write EPIPE')],
    ['a connection that ended', new Error('Connection terminated unexpectedly')],
    ['no answer in time', new Error('Query read timeout')],
    ['what is no error at all', 'gone'],
  ])('%s: it cannot be reached, and the connection is not used again', (_name, error) => {
    expect(postgresFailure(error, STORE, false)).toMatchObject({
      code: 'store_unreachable',
      message: expect.stringContaining(STORE),
    });
    expect(isUsableAfter(error)).toBe(false);
  });

  test('nobody knows what became of a write that had been sent', () => {
    const error = new Error('Connection terminated unexpectedly');
    expect(postgresFailure(error, STORE, true)).toMatchObject({
      message: expect.stringContaining('Whether the change was made is not known'),
    });
    expect(postgresFailure(error, STORE, false)).toMatchObject({
      message: expect.stringContaining('Nothing was changed'),
    });
  });

  test.each([
    ['a wrong password', answer('28P01'), 'Check the user'],
    ['no database', answer('3D000'), 'Create the database'],
    ['no table', answer('42P01'), 'Call migrate()'],
    ['no right', answer('42501'), 'The user needs'],
    ['a server that only reads', answer('25006'), 'only reads'],
    ['a full disk', answer('53100'), 'Make room'],
    ['a statement that took too long', answer('57014'), 'statement_timeout'],
    ['anything else', answer('XX000', 'an internal error'), 'an internal error'],
  ])('%s: it refused, and the connection is as good as before', (_name, error, words) => {
    expect(postgresFailure(error, STORE, true)).toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining(words),
      cause: error,
    });
    expect(isUsableAfter(error)).toBe(true);
  });

  test.each([
    [
      'a certificate that nobody vouches for',
      system('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'),
      'store_failed',
    ],
    ['a certificate of another host', system('ERR_TLS_CERT_ALTNAME_INVALID', 'does not match'), 'store_failed'],
    ['a server without TLS', new Error('The server does not support SSL connections'), 'store_failed'],
    [
      'a password that is wanted',
      new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
      'store_failed',
    ],
    ['a pool that was ended', new Error('Cannot use a pool after calling end on the pool'), 'store_closed'],
    ['a row that is too large', answer('54000'), 'too_large'],
    [
      'a file that the URL names',
      Object.assign(system('ENOENT', 'no such file'), { syscall: 'open' }),
      'input_invalid',
    ],
  ])('%s', (_name, error, code) => {
    expect(postgresFailure(error, STORE, true)).toMatchObject({ code });
  });

  test('what has a code of ours, and a defect, stay what they are', () => {
    for (const error of [new LoopForgeError('driver_missing', 'no pg'), new TypeError('x is not a function')])
      expect(postgresFailure(error, STORE, true)).toBe(error);
  });

  test('only another transaction in the way is worth the same statement again', () => {
    expect([answer('40001'), answer('40P01')].every(isInTheWay)).toBe(true);
    expect([answer('23505'), answer('57P01'), new Error('40001')].some(isInTheWay)).toBe(false);
  });
});
