import { payload } from '../test/support/github/events.ts';
import { startFakeGitHub } from '../test/support/github/start.ts';
import { createWorld } from '../test/support/github/world/world.ts';
import { table } from './measure.ts';
import { play } from './step.ts';

/** How many requests a run makes, by the log of the server that it asked. */
export async function measureRequests(entry: string): Promise<string> {
  const rows: string[][] = [];
  for (const others of [0, 10, 2_400])
    rows.push([others.toLocaleString('en-GB'), ...(await runsBeside(entry, others))]);
  return `### Requests of one run\n\n${table(['comments of others', 'create', 'append', 'nothing to do'], rows)}`;
}

/** One item: its record begins, people comment, it goes on, and then there is nothing to do. */
async function runsBeside(entry: string, others: number): Promise<readonly string[]> {
  const world = createWorld();
  const fake = await startFakeGitHub({ world });
  const number = world.openIssue({ author: 'octocat', title: 'Widgets squeak when they turn' });
  const count = async (action: string, outcome: string): Promise<string> => {
    const before = fake.requests.length;
    world.advance(60);
    await play({ entry, event: payload(world, 'issues', action, { number }), url: fake.url, outcome });
    return String(fake.requests.length - before);
  };
  try {
    const create = await count('opened', 'created');
    for (let index = 0; index < others; index++) world.comment(number, `It squeaks, part ${index}`, { by: 'monalisa' });
    world.assign(number, 'octocat');
    const append = await count('assigned', 'transitioned');
    const nothing = await count('assigned', 'unchanged');
    fake.assertClean();
    return [create, append, nothing];
  } finally {
    await fake.close();
  }
}
