import './compose/library/need-node.ts';

export type { RedisClient, RedisOptions, RedisScripts, RedisScriptValues } from './adapters/store/redis/options.ts';
export { RedisRepository } from './adapters/store/redis/repository.ts';
