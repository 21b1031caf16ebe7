import { SQLITE } from './writers/backends/disk.ts';
import { describeWriters } from './writers/suite.ts';

describeWriters(SQLITE, { hasServer: false });
