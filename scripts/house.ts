import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { brokenLimits } from './house/limits.ts';
import { measureHouse } from './house/measure.ts';
import { houseReport } from './house/report.ts';
import { readSources } from './house/source-file.ts';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

// Prints the structure of `src/`, or of another folder that is named, and exits with 1 where it breaks a limit.
const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
const house = measureHouse(readSources(positionals[0] ?? SRC));
const broken = brokenLimits(house);
process.stdout.write(values.json === true ? `${JSON.stringify({ ...house, broken }, null, 2)}\n` : houseReport(house));
process.exitCode = broken.length > 0 ? 1 : 0;
