import { DYNAMODB } from './writers/backends/dynamodb.ts';
import { describeWriters } from './writers/suite.ts';

// Of all of them Amazon's stand-in is the slowest.
describeWriters(DYNAMODB, { hasServer: true, share: 1 / 4 });
