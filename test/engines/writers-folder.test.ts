import { FOLDER } from './writers/backends/disk.ts';
import { describeWriters } from './writers/suite.ts';

describeWriters(FOLDER, { hasServer: false });
