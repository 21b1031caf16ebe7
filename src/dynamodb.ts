import './compose/library/need-node.ts';

export type { DynamoDBClientLike, DynamoDBOptions } from './adapters/store/dynamodb/options.ts';
export { DynamoDBRepository } from './adapters/store/dynamodb/repository.ts';
