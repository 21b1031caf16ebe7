import { LoopForgeError, notAmong } from '../../../core/model.ts';

/** What is used of a client of `@aws-sdk/client-dynamodb`: its own commands are sent by it. */
export interface DynamoDBClientLike {
  send(command: object): Promise<unknown>;
}

/** All of it may be left out. Credentials are found as the AWS SDK finds them: environment, profile, role. */
export interface DynamoDBOptions {
  /** The default is the environment variable `LOOPFORGE_TABLE`, and then `loopforge`. */
  readonly tableName?: string;
  /** The default is the SDK's: `AWS_REGION`, or that of the profile. */
  readonly region?: string;
  /** A URL, such as that of DynamoDB Local. */
  readonly endpoint?: string;
  /** A client with settings of your own, in place of `region` and `endpoint`. It stays open when the store is closed. */
  readonly client?: DynamoDBClientLike;
}

/** Options that were looked at, with their defaults. */
export interface DynamoDBSettings extends Omit<DynamoDBOptions, 'tableName'> {
  readonly tableName: string;
}

const NAMES: readonly string[] = ['tableName', 'region', 'endpoint', 'client'];
const DEFAULT_TABLE = 'loopforge';

/**
 * @param environment where the default of the table's name stands
 * @throws LoopForgeError `input_invalid`, naming the option. An endpoint is not repeated: a password may stand in it.
 */
export function checkedTable(
  options: DynamoDBOptions,
  environment: { readonly [name: string]: string | undefined },
): DynamoDBSettings {
  if (typeof options !== 'object' || options === null)
    throw invalid('The options of a DynamoDB store must be an object');
  const unknown = Object.keys(options).find((name) => !NAMES.includes(name));
  if (unknown !== undefined) throw invalid(notAmong(unknown, 'an option of a DynamoDB store', NAMES));
  const { tableName = environment['LOOPFORGE_TABLE'] || DEFAULT_TABLE, region, endpoint, client } = options;
  if (typeof tableName !== 'string' || !/^[\w.-]{3,255}$/.test(tableName))
    throw invalid('tableName must be the name of a table: 3 to 255 letters, digits, dots, dashes and underscores');
  if (region !== undefined && (typeof region !== 'string' || !/^[a-z\d-]+$/.test(region)))
    throw invalid('region must be the name of a region, such as eu-central-1');
  if (endpoint !== undefined && !isWebAddress(endpoint))
    throw invalid('endpoint must be a URL that begins with https:// or http://, without a user or a password');
  if (client !== undefined && typeof client?.send !== 'function')
    throw invalid('client must be a DynamoDBClient of @aws-sdk/client-dynamodb');
  if (client !== undefined && (region ?? endpoint) !== undefined)
    throw invalid('client brings its own region and endpoint: give either client, or region and endpoint');
  return {
    tableName,
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(client === undefined ? {} : { client }),
  };
}

function isWebAddress(text: unknown): boolean {
  if (typeof text !== 'string' || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === '';
}

function invalid(what: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `${what}.`);
}
