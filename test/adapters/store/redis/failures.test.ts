import { describe, expect, test } from 'vitest';
import { isUnknownScript, redisFailure } from '../../../../src/adapters/store/redis/failures.ts';

const STORE = 'Redis at redis.example.com:6379';

describe('what a failure means', () => {
  test.each([
    'LOADING Redis is loading the dataset in memory',
    'CLUSTERDOWN The cluster is down',
    'MASTERDOWN Link with MASTER is down',
    'BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.',
    'ERR max number of clients reached',
  ])('%s: it cannot be reached for now, and nothing was changed', (words) => {
    expect(redisFailure(new Error(words), STORE, true)).toMatchObject({
      code: 'store_unreachable',
      message: expect.stringContaining('Nothing was changed'),
    });
  });

  test.each(['Socket closed unexpectedly', 'Disconnects client', 'no answer within 30 s', 'read ECONNRESET'])(
    '%s: nobody knows what became of a write',
    (words) => {
      expect(redisFailure(new Error(words), STORE, true)).toMatchObject({
        code: 'store_unreachable',
        message: expect.stringContaining('not known'),
      });
      expect(redisFailure(new Error(words), STORE, false)).toMatchObject({
        message: expect.stringContaining('Nothing was changed'),
      });
    },
  );

  test.each(['The client is closed', 'The client is offline', 'The command was aborted', 'The queue is full'])(
    '%s: it was never sent',
    (words) => {
      expect(redisFailure(new Error(words), STORE, true)).toMatchObject({
        code: 'store_unreachable',
        message: expect.stringContaining('Nothing was changed'),
      });
    },
  );

  test.each([
    ['NOAUTH Authentication required.', 'Put the password'],
    ['WRONGPASS invalid username-password pair or user is disabled.', 'Check the user'],
    ["NOPERM this user has no permissions to run the 'eval' command", 'The user lacks'],
    ["READONLY You can't write against a read only replica.", 'connect to its primary'],
    ["OOM command not allowed when used memory > 'maxmemory'.", 'more memory'],
    [
      "ERR Error running script (call to f_1): @user_script:1: @user_script: 1: -OOM command not allowed when used memory > 'maxmemory'.",
      'more memory',
    ],
    ['MISCONF Redis is configured to save RDB snapshots, but it is currently unable to persist to disk.', 'disk'],
    ['MOVED 3999 127.0.0.1:6381', 'createCluster'],
    ['ERR unknown command', 'unknown command'],
  ])('%s: it refused', (words, advice) => {
    expect(redisFailure(new Error(words), STORE, true)).toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining(advice),
    });
  });

  test('a certificate that nobody vouches for', () => {
    const error = Object.assign(new Error('self-signed certificate'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(redisFailure(error, STORE, false)).toMatchObject({
      code: 'store_failed',
      message: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
    });
  });

  test('a script that Redis does not know has not run', () => {
    expect(isUnknownScript(new Error('NOSCRIPT No matching script. Please use EVAL.'))).toBe(true);
    expect(isUnknownScript(new Error('ERR NOSCRIPT'))).toBe(false);
  });
});
