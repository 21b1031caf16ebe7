import { FILE } from './writers/backends/disk.ts';
import { describeWriters } from './writers/suite.ts';

// Each step writes all of it anew, and waits for the disk.
describeWriters(FILE, { hasServer: false, share: 1 / 4 });
