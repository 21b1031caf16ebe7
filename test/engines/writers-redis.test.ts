import { REDIS } from './writers/backends/redis.ts';
import { describeWriters } from './writers/suite.ts';

describeWriters(REDIS, { hasServer: true });
