import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { payload } from '../test/support/github/events.ts';
import type { Json } from '../test/support/github/json.ts';
import { createFakeGitHub, type FakeGitHub } from '../test/support/github/server/harness.ts';
import { createWorld } from '../test/support/github/world/world.ts';
import type { CannedAnswer } from './canned-server.ts';
import { play } from './step.ts';

/** A request as the floor repeats it. */
interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly bytes: number;
}

/** What one run of the action does: the event that starts it, what it asks, and what it is answered. */
export interface Scenario {
  readonly name: string;
  readonly event: Json;
  readonly outcome: string;
  readonly requests: readonly RecordedRequest[];
  readonly answers: readonly CannedAnswer[];
}

/** Runs the bundle once for each scenario against the fake GitHub of the tests, and writes down what was said. */
export async function recordScenarios(entry: string): Promise<readonly Scenario[]> {
  const world = createWorld();
  const number = world.openIssue({ author: 'octocat', title: 'Widgets squeak when they turn' });
  const recorder = await startRecorder(createFakeGitHub({ world }));
  const record = async (name: string, action: string, outcome: string): Promise<Scenario> => {
    const event = payload(world, 'issues', action, { number });
    recorder.begin();
    await play({ entry, event, outcome, url: recorder.url });
    return { name, event, outcome, ...recorder.heard() };
  };
  try {
    const create = await record('create', 'opened', 'created');
    world.advance(60);
    world.assign(number, 'octocat');
    const append = await record('append', 'assigned', 'transitioned');
    const nothing = await record('nothing to do', 'assigned', 'unchanged');
    return [nothing, append, create];
  } finally {
    recorder.close();
  }
}

interface Recorder {
  readonly url: string;
  begin(): void;
  heard(): Pick<Scenario, 'requests' | 'answers'>;
  close(): void;
}

async function startRecorder(fake: FakeGitHub): Promise<Recorder> {
  let requests: RecordedRequest[] = [];
  let answers: CannedAnswer[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = await read(request);
    const { status, headers, body } = await fake.handle(asked);
    const length = status === 204 ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const canned = { status, headers: { ...headers, ...length }, body };
    requests.push({ method: asked.method, path: asked.path, bytes: Buffer.byteLength(asked.body) });
    answers.push(canned);
    response.writeHead(canned.status, canned.headers).end(canned.body);
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    begin: () => {
      requests = [];
      answers = [];
    },
    heard: () => ({ requests, answers }),
    close: () => {
      fake.assertClean();
      server.close();
      server.closeAllConnections();
    },
  };
}

async function read(request: IncomingMessage): Promise<{
  readonly method: string;
  readonly path: string;
  readonly headers: { readonly [name: string]: string | undefined };
  readonly body: string;
}> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)] as const);
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
