import { POSTGRES } from './writers/backends/postgres.ts';
import { describeWriters } from './writers/suite.ts';

describeWriters(POSTGRES, { hasServer: true });
