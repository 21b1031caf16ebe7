import { FILE } from './writers/backends/disk.ts';
import { describeWriters } from './writers/suite.ts';

describeWriters(FILE, { hasServer: false });
