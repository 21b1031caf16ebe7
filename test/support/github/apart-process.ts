import { createInterface } from 'node:readline';
import { addRecords, type ManyRecords } from '../many-records.ts';
import type { Place } from './apart.ts';
import { startFakeGitHub } from './start.ts';
import { createWorld } from './world/world.ts';

// A process of its own, started by `apart.ts`; it ends with its standard input.

const records: ManyRecords = JSON.parse(process.argv[2] ?? '');
const world = createWorld();
addRecords(world, records);
const fake = await startFakeGitHub({ world });
const place: Place = { apiUrl: fake.apiUrl, graphqlUrl: fake.graphqlUrl };
console.log(JSON.stringify(place));
let told = 0;
for await (const _ of createInterface({ input: process.stdin })) {
  const names = fake.requests.slice(told).map(({ operation, method, path }) => {
    return operation === null ? `${method} ${path}` : `GraphQL ${operation}`;
  });
  told = fake.requests.length;
  console.log(JSON.stringify(names));
}
await fake.close();
