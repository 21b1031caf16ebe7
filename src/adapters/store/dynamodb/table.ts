import type {
  GetItemCommandInput,
  QueryCommandInput,
  QueryCommandOutput,
  TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import { systemSleep } from '../../system/timer.ts';
import { storeFailed } from '../shared/index.ts';
import { type Attributes, ofAws, refusalOf } from './aws-errors.ts';
import { DynamoDBConnection } from './connection.ts';
import { checkedTable, type DynamoDBOptions } from './options.ts';

type NoTable<Input> = Input extends object ? Omit<Input, 'TableName'> : Input;

/** One write, the table left out. */
export interface Write {
  readonly Update?: NoTable<TransactWriteItem['Update']>;
  readonly Put?: NoTable<TransactWriteItem['Put']>;
  readonly Delete?: NoTable<TransactWriteItem['Delete']>;
}

/** The most items that DynamoDB gives at once. */
const BATCH = 100;
const MAX_TRIES = 10;
const LONGEST_PAUSE_MS = 640;

/** The statements that the store is made of, each with its errors in our words. */
export class DynamoDBTable {
  readonly #connection: DynamoDBConnection;

  constructor(connection: DynamoDBConnection) {
    this.#connection = connection;
  }

  /** As its user would name it. */
  get store(): string {
    return this.#connection.store;
  }

  /** The item of this id as it is now, or these attributes of it; null: there is none. */
  async get(id: string, ...attributes: readonly string[]): Promise<Attributes | null> {
    const input = {
      TableName: this.#connection.tableName,
      Key: itemKey(id),
      ConsistentRead: true,
      ...only(attributes),
    };
    const { Item: item } = await this.#connection.ask(({ GetItemCommand }, client) =>
      client.send(new GetItemCommand(input)),
    );
    return item ?? null;
  }

  /** The items of these ids as they are now, by their ids; those that are not there are left out. */
  async getAll(ids: readonly string[]): Promise<ReadonlyMap<string, Attributes>> {
    const found = new Map<string, Attributes>();
    const all = [...new Set(ids)];
    for (let at = 0; at < all.length; at += BATCH) {
      for (const item of await this.#getBatch(all.slice(at, at + BATCH))) found.set(item['record_id']?.S ?? '', item);
    }
    return found;
  }

  /** One page of an index. */
  async query(said: NoTable<QueryCommandInput>): Promise<QueryCommandOutput> {
    const input = { TableName: this.#connection.tableName, ...said };
    return this.#connection.ask(({ QueryCommand }, client) => client.send(new QueryCommand(input)));
  }

  /** Every item, in no order, whoever wrote it. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Scan.html */
  async *scan(): AsyncGenerator<Attributes> {
    for (let start: Attributes | undefined; ; ) {
      const from = start === undefined ? {} : { ExclusiveStartKey: start };
      const input = { TableName: this.#connection.tableName, ConsistentRead: true, ...from };
      const { Items: items = [], LastEvaluatedKey: last } = await this.#connection.ask(({ ScanCommand }, client) =>
        client.send(new ScanCommand(input)),
      );
      yield* items;
      if (last === undefined) return;
      start = last;
    }
  }

  /**
   * Does all writes or none. The first one has the condition.
   * @returns null: they are done; otherwise the condition did not hold for the item that was found, if any
   * @throws LoopForgeError `store_failed` also where others wrote the same items through every try
   */
  async write(writes: readonly [Write, ...Write[]]): Promise<{ readonly item: Attributes | null } | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.#send(writes);
        return null;
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal === null) throw ofAws(error, this.store, true);
        if (refusal.kind === 'condition') return refusal;
        if (attempt === MAX_TRIES) throw storeFailed(this.store, error, 'Nothing was written. Try again.');
        await pauseBetween(attempt);
      }
    }
  }

  /** A single write costs half of what it costs in a transaction. */
  async #send(writes: readonly [Write, ...Write[]]): Promise<void> {
    const { tableName: TableName } = this.#connection;
    const [{ Update: update, Delete: removal }] = writes;
    await this.#connection.send(async ({ DeleteItemCommand, TransactWriteItemsCommand, UpdateItemCommand }, client) => {
      if (writes.length === 1 && update !== undefined) {
        await client.send(new UpdateItemCommand({ TableName, ...update }));
      } else if (writes.length === 1 && removal !== undefined) {
        await client.send(new DeleteItemCommand({ TableName, ...removal }));
      } else {
        const items = writes.map((write) =>
          Object.fromEntries(Object.entries(write).map(([kind, said]) => [kind, { TableName, ...said }])),
        );
        await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
      }
    });
  }

  /** What DynamoDB leaves for later, since it is too much at once, is asked for again. */
  async #getBatch(ids: readonly string[]): Promise<readonly Attributes[]> {
    const { tableName } = this.#connection;
    const items: Attributes[] = [];
    let keys: readonly Attributes[] = ids.map(itemKey);
    for (let attempt = 1; keys.length > 0; ) {
      const request = { [tableName]: { Keys: [...keys], ConsistentRead: true } };
      const { Responses: responses = {}, UnprocessedKeys: left = {} } = await this.#connection.ask(
        ({ BatchGetItemCommand }, client) => client.send(new BatchGetItemCommand({ RequestItems: request })),
      );
      const got = responses[tableName] ?? [];
      items.push(...got);
      keys = left[tableName]?.Keys ?? [];
      if (got.length > 0 || keys.length === 0) continue;
      if (attempt === MAX_TRIES) throw storeFailed(this.store, 'it gave nothing of a batch', 'Try again later.');
      await pauseBetween(attempt++);
    }
    return items;
  }
}

/**
 * Every item of a table, also of one that another program made.
 * @throws LoopForgeError `input_invalid` for wrong options, `store_unreachable`, `store_failed`, `driver_missing`
 */
export async function* itemsOfTable(options: DynamoDBOptions): AsyncGenerator<Attributes> {
  const connection = new DynamoDBConnection(checkedTable(options, process.env));
  try {
    yield* new DynamoDBTable(connection).scan();
  } finally {
    await connection.close();
  }
}

/** Some of the words that attributes are called by mean something in expressions, so none stands there itself. */
function only(attributes: readonly string[]): Partial<GetItemCommandInput> {
  if (attributes.length === 0) return {};
  const names = Object.fromEntries(attributes.map((attribute) => [`#${attribute}`, attribute]));
  return { ProjectionExpression: Object.keys(names).join(', '), ExpressionAttributeNames: names };
}

/** The key of an item. */
export function itemKey(id: string): Attributes {
  return { record_id: { S: id } };
}

/** Waits at random, and longer each time. */
export async function pauseBetween(attempt: number): Promise<void> {
  await systemSleep(Math.random() * Math.min(10 * 2 ** attempt, LONGEST_PAUSE_MS));
}
