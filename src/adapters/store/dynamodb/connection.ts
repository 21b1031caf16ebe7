import type * as Driver from '@aws-sdk/client-dynamodb';
import { loadDriver, OpenState } from '../shared/index.ts';
import { ofAws } from './aws-errors.ts';
import type { DynamoDBSettings } from './options.ts';

const PACKAGE = '@aws-sdk/client-dynamodb';
/** Milliseconds. With the attempts below, a server that says nothing is given up within half a minute. */
const PATIENCE = { connectionTimeout: 3_000, requestTimeout: 10_000, throwOnRequestTimeout: true };
const MAX_ATTEMPTS = 3;

interface Connected {
  readonly driver: typeof Driver;
  readonly client: Driver.DynamoDBClient;
}

/** The driver and a client, from the first use until it is closed. */
export class DynamoDBConnection {
  /** As its user would name it. */
  readonly store: string;
  readonly tableName: string;
  readonly #settings: DynamoDBSettings;
  readonly #open: OpenState;
  #connected: Promise<Connected> | null = null;

  constructor(settings: DynamoDBSettings) {
    this.store = `DynamoDB table ${settings.tableName}`;
    this.tableName = settings.tableName;
    this.#settings = settings;
    this.#open = new OpenState(this.store);
  }

  /** @throws LoopForgeError `store_closed` */
  check(): void {
    this.#open.check();
  }

  /**
   * Sends what is made with the driver. What it throws are the driver's own errors; see {@link ofAws}.
   * @throws LoopForgeError `store_closed`, `driver_missing`
   */
  async send<T>(work: (driver: typeof Driver, client: Driver.DynamoDBClient) => Promise<T>): Promise<T> {
    this.check();
    this.#connected ??= this.#connect();
    const { driver, client } = await this.#connected;
    this.check();
    return work(driver, client);
  }

  /** The same, with errors in our words. */
  async ask<T>(work: (driver: typeof Driver, client: Driver.DynamoDBClient) => Promise<T>): Promise<T> {
    try {
      return await this.send(work);
    } catch (error) {
      throw ofAws(error, this.store);
    }
  }

  /** A client that was handed in is its owner's to end. */
  async close(): Promise<void> {
    if (!this.#open.close() || this.#connected === null || this.#settings.client !== undefined) return;
    const connected = await this.#connected.catch(() => null);
    connected?.client.destroy();
  }

  async #connect(): Promise<Connected> {
    const driver = await loadDriver(PACKAGE, () => import('@aws-sdk/client-dynamodb'));
    const { client, region, endpoint } = this.#settings;
    // What a client answers follows from the command, and the commands are those of the driver.
    if (client !== undefined) return { driver, client: client as Driver.DynamoDBClient };
    const where = { ...(region === undefined ? {} : { region }), ...(endpoint === undefined ? {} : { endpoint }) };
    const settings = { ...where, maxAttempts: MAX_ATTEMPTS, requestHandler: PATIENCE };
    return { driver, client: new driver.DynamoDBClient(settings) };
  }
}
