import { FOLDER } from './writers/backends/disk.ts';
import { describeWriters } from './writers/suite.ts';

// Each step reads and writes a file of its own, under a lock that is one, too.
describeWriters(FOLDER, { hasServer: false, share: 1 / 4 });
