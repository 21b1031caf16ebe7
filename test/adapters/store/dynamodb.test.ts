import { afterEach, describe, expect, test, vi } from 'vitest';
import type { DynamoDBOptions } from '../../../src/adapters/store/dynamodb/options.ts';
import { DynamoDBRepository } from '../../../src/adapters/store/dynamodb/repository.ts';
import { createRecord } from '../../../src/compose/library/records.ts';

// What needs no server; the rest is tried on DynamoDB Local, in test/engines/dynamodb.

afterEach(() => {
  vi.unstubAllEnvs();
});

/** What the SDK throws where the service refused. */
function answered(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode: 400 }, ...more });
}

/** A client that answers each command by its name. */
function answering(answer: (command: string, input: never) => unknown): NonNullable<DynamoDBOptions['client']> {
  return {
    async send(command) {
      return answer(command.constructor.name, Reflect.get(command, 'input') as never);
    },
  };
}

function refusing(error: unknown): DynamoDBRepository {
  return new DynamoDBRepository({
    client: answering(() => {
      throw error;
    }),
  });
}

describe('the options of a DynamoDB store', () => {
  test.each<[string, unknown, RegExp]>([
    ['null', null, /must be an object/],
    ['a name that is none', { table: 'x' }, /"table" is not an option of a DynamoDB store\. Accepted: tableName/],
    ['a table name that is too short', { tableName: 'ab' }, /tableName must be/],
    ['a table name with a slash', { tableName: 'a/b/c' }, /tableName must be/],
    ['a table name that is no text', { tableName: 7 }, /tableName must be/],
    ['a region that is none', { region: 'eu central' }, /region must be/],
    ['an endpoint that is no URL', { endpoint: 'localhost:8000' }, /endpoint must be/],
    ['an endpoint with a password', { endpoint: 'http://me:secret@localhost:8000' }, /endpoint must be/],
    ['a client that is none', { client: {} }, /client must be a DynamoDBClient/],
    ['no client', { client: null }, /client must be a DynamoDBClient/],
    ['a client and a region', { client: answering(() => ({})), region: 'eu-central-1' }, /either client, or region/],
  ])('refuse %s', (_name, options, message) => {
    const make = () => new DynamoDBRepository(options as DynamoDBOptions);
    expect(make).toThrow(expect.objectContaining({ code: 'input_invalid' }));
    expect(make).toThrow(message);
    expect(make).not.toThrow(/secret/);
  });

  test.each([
    ['nothing said', undefined, {}, 'loopforge'],
    ['the environment', 'trail', {}, 'trail'],
    ['an empty environment', '', {}, 'loopforge'],
    ['the option before it', 'trail', { tableName: 'mine' }, 'mine'],
  ])('the table by %s', async (_name, variable, options, expected) => {
    vi.stubEnv('LOOPFORGE_TABLE', variable);
    const asked: string[] = [];
    const client = answering((_command, { TableName: name }: { TableName: string }) => {
      asked.push(name);
      return {};
    });
    await new DynamoDBRepository({ ...options, client }).get('x');
    expect(asked).toEqual([expected]);
  });

  test('no region anywhere', async () => {
    for (const name of ['AWS_REGION', 'AWS_DEFAULT_REGION', 'AWS_PROFILE']) vi.stubEnv(name, undefined);
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nowhere');
    const store = new DynamoDBRepository({ endpoint: 'http://127.0.0.1:9' });
    const said = { code: 'input_invalid', message: expect.stringContaining('AWS_REGION') };
    await expect(store.get('x')).rejects.toMatchObject(said);
    await store.close();
  });
});

describe('what DynamoDB answers', () => {
  test.each<[string, Error, string, RegExp]>([
    [
      'no such table',
      answered('ResourceNotFoundException', 'Requested resource not found'),
      'store_failed',
      /Call migrate\(\)/,
    ],
    ['no permission', answered('AccessDeniedException', 'is not authorized'), 'store_failed', /lacks a permission/],
    ['too much', answered('ThrottlingException', 'Rate exceeded'), 'store_failed', /Try again later/],
    [
      'a wrong request',
      answered('ValidationException', 'no such function'),
      'store_failed',
      /refused: no such function\.$/,
    ],
    [
      'a fault of its own',
      answered('InternalServerError', 'oops', { $fault: 'server' }),
      'store_failed',
      /load the record again/,
    ],
    ['what is no answer of DynamoDB', new SyntaxError('Unexpected token <'), 'store_failed', /Unexpected token/],
    [
      'nothing',
      Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
      'store_unreachable',
      /cannot be reached/,
    ],
    [
      'nothing in time',
      Object.assign(new Error('too long'), { name: 'TimeoutError' }),
      'store_unreachable',
      /cannot be reached/,
    ],
    [
      'no credentials',
      Object.assign(new Error('none found'), { name: 'CredentialsProviderError' }),
      'store_failed',
      /Check the credentials/,
    ],
  ])('%s', async (_name, error, code, message) => {
    await expect(refusing(error).get('x')).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    await expect(refusing(error).delete('x')).rejects.toMatchObject({ code });
  });

  test.each(['UnrecognizedClientException', 'InvalidSignatureException', 'ExpiredTokenException'])(
    '%s, without the words in which it may quote them',
    async (name) => {
      const error = answered(name, 'The Canonical String should have been x-amz-security-token:TOKEN AKIAKEY');
      const said: unknown = await refusing(error)
        .get('x')
        .catch((thrown: unknown) => thrown);
      expect(said).toMatchObject({ code: 'store_failed', message: expect.stringMatching(/Check the credentials/) });
      expect(JSON.stringify(said, Object.getOwnPropertyNames(said)) + String(said)).not.toMatch(/TOKEN|AKIAKEY/);
    },
  );

  test('a write without an answer is not said to be none', async () => {
    const error = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    const saving = refusing(error).save(createRecord({ ref: 'x' }), { expectedVersion: null });
    await expect(saving).rejects.toMatchObject({ message: expect.stringContaining('is not known') });
    await expect(refusing(error).get('x')).rejects.toMatchObject({
      message: expect.stringContaining('Nothing was changed'),
    });
  });
});

describe('others who write at the same time', () => {
  const canceled = (code: string) =>
    answered('TransactionCanceledException', 'Transaction cancelled', {
      CancellationReasons: [{ Code: code }, { Code: 'None' }],
    });

  test.each([
    ['an update beside a transaction', answered('TransactionConflictException', 'ongoing')],
    ['two transactions', canceled('TransactionConflict')],
    ['a transaction that is throttled', canceled('ThrottlingError')],
  ])('%s: it is tried again, and goes through', async (_name, error) => {
    let left = 2;
    const client = answering(() => {
      if (left-- > 0) throw error;
      return {};
    });
    const record = createRecord({ ref: 'x' });
    expect(await new DynamoDBRepository({ client }).save(record, { expectedVersion: null })).toEqual(record);
  });

  test('through every try: it is given up, and is no conflict', async () => {
    let tries = 0;
    const client = answering(() => {
      tries++;
      throw canceled('TransactionConflict');
    });
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const saving = new DynamoDBRepository({ client }).save(createRecord({ ref: 'x' }), { expectedVersion: null });
    await expect(saving).rejects.toMatchObject({ code: 'store_failed', message: expect.stringMatching(/Try again/) });
    vi.restoreAllMocks();
    expect(tries).toBe(10);
  });

  test.each([
    ['of one item', answered('ConditionalCheckFailedException', 'failed')],
    ['of a transaction', canceled('ConditionalCheckFailed')],
  ])('a condition %s that did not hold is a conflict', async (_name, error) => {
    const saving = refusing(error).save(createRecord({ ref: 'x' }), { expectedVersion: 1 });
    await expect(saving).rejects.toMatchObject({ code: 'conflict' });
  });
});

test('what a batch leaves is asked for again, as long as it gives anything', async () => {
  const records = ['a', 'b', 'c'].map((ref) => createRecord({ ref }));
  const keys = records.map(({ record_id }) => ({ record_id: { S: record_id } }));
  const items = records.map((record) => ({
    record_id: { S: record.record_id },
    version: { N: '1' },
    record: { S: JSON.stringify(record) },
  }));
  let batches = 0;
  const client = answering((command) => {
    if (command === 'QueryCommand') return { Items: keys };
    const left = keys.slice(++batches);
    return {
      Responses: { loopforge: items.slice(batches - 1, batches) },
      UnprocessedKeys: { loopforge: { Keys: left } },
    };
  });
  const listed = await new DynamoDBRepository({ client }).listByState('issue_created', { limit: 3 });
  expect(listed.map(({ ref }) => ref).sort()).toEqual(['a', 'b', 'c']);
  expect(batches).toBe(3);
});

test('texts that no key can be are not there, without a request', async () => {
  const store = refusing(new Error('nothing is asked'));
  const long = 'x'.repeat(2_049);
  for (const text of ['', long]) {
    expect(await store.get(text)).toBeNull();
    expect(await store.delete(text)).toBe(false);
    expect(await store.listByState(text)).toEqual([]);
  }
  expect(await store.getByRef('')).toBeNull();
});

test('a moment that the calendar does not have is as good as any', async () => {
  const client = answering(() => ({ Items: [] }));
  const odd = ['2026-02-31T00:00:00Z', '2026-99-99T99:99:99Z'] as const;
  for (const moment of odd) {
    for (const filter of [
      { since: moment },
      { until: moment },
      { state: 'closed', since: moment },
      { state: 'closed', until: moment },
    ]) {
      expect(await new DynamoDBRepository({ client }).list(filter).next()).toMatchObject({ done: true });
    }
  }
});

test('ids and states that no index can hold are too large, and nothing is sent', async () => {
  const record = createRecord({ ref: 'x' });
  for (const change of [{ record_id: `a/${'b'.repeat(1_000)}#1` }, { state: 'x'.repeat(2_049) }]) {
    const saving = refusing(new Error('nothing is sent')).save({ ...record, ...change }, { expectedVersion: null });
    await expect(saving).rejects.toMatchObject({ code: 'too_large' });
  }
});

test('a client that was handed in stays open', async () => {
  const client = { send: async () => ({}), destroy: vi.fn() };
  const store = new DynamoDBRepository({ client });
  expect(await store.get('x')).toBeNull();
  await Promise.all([store.close(), store.close()]);
  await expect(store.get('x')).rejects.toMatchObject({ code: 'store_closed' });
  expect(client.destroy).not.toHaveBeenCalled();
});
