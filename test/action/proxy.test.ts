import { describe, expect, it, onTestFinished } from 'vitest';
import { forwardProxy } from '../support/forward-proxy.ts';
import { payload } from '../support/github/events.ts';
import { type RunningFake, startFakeGitHub } from '../support/github/start.ts';
import { createWorld } from '../support/github/world/world.ts';
import { runAction } from '../support/run-action.ts';
import type { StepResult } from '../support/step.ts';

// A self-hosted runner may reach GitHub only through a proxy. The bundle loads what it needs for that when it needs it.

/** Leads to this machine, and is not one of the names that never go through a proxy. */
const HERE = '0.0.0.0';

async function track(env: { readonly [name: string]: string }): Promise<{ step: StepResult; fake: RunningFake }> {
  const world = createWorld();
  const fake = await startFakeGitHub({ world });
  onTestFinished(() => fake.close());
  const number = world.openIssue({ author: 'octocat', title: 'Widgets squeak' });
  const url = fake.url.replace('127.0.0.1', HERE);
  const event = payload(world, 'issues', 'opened', { number });
  const api = { apiUrl: url, graphqlUrl: `${url}/graphql` };
  return { step: await runAction({ eventName: 'issues', event, api, env }), fake };
}

describe('the built action behind a proxy', () => {
  it.each(['http_proxy', 'HTTP_PROXY'])('sends every request through the one that %s names', async (variable) => {
    const proxy = await forwardProxy();
    const { step, fake } = await track({ [variable]: proxy.url });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'created' } });
    expect(fake.requests).toHaveLength(5);
    expect(new Set(proxy.seen)).toEqual(new Set([new URL(fake.url).host.replace('127.0.0.1', HERE)]));
    fake.assertClean();
  });

  it('leaves the proxy alone where no_proxy names the server', async () => {
    const proxy = await forwardProxy();
    const { step, fake } = await track({ http_proxy: proxy.url, no_proxy: `example.com, ${HERE}` });
    expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'created' } });
    expect(fake.requests).toHaveLength(5);
    expect(proxy.seen).toEqual([]);
  });
});
