import { DYNAMODB } from './writers/backends/dynamodb.ts';
import { describeWriters } from './writers/suite.ts';

describeWriters(DYNAMODB, { hasServer: true });
