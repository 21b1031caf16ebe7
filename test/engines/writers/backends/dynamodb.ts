import { DynamoDBRepository } from '../../../../src/adapters/store/dynamodb/repository.ts';
import { DYNAMODB as ENGINE, startDynamoDB } from '../../support/dynamodb.ts';
import type { Backend } from '../backend.ts';

const TABLE = 'loopforge';

export const DYNAMODB: Backend = {
  name: 'dynamodb',
  engine: ENGINE,
  async start() {
    const server = await startDynamoDB({ lasting: true });
    const client = server.newClient();
    await new DynamoDBRepository({ tableName: TABLE, client }).migrate();
    client.destroy();
    return { at: server.endpoint, server, [Symbol.asyncDispose]: () => server.remove() };
  },
};
