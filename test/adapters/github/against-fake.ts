import { onTestFinished } from 'vitest';
import { createGitHub, type GitHub } from '../../../src/adapters/github/github.ts';
import { UNAVAILABLE } from '../../../src/core/facts/facts.ts';
import type { Reading } from '../../../src/core/ports/reading.ts';
import { GITHUB_TOKEN } from '../../support/github/identity.ts';
import type { FakeOptions } from '../../support/github/server/inside.ts';
import { type RunningFake, startFakeGitHub } from '../../support/github/start.ts';
import type { World } from '../../support/github/world/world.ts';

export interface Stage {
  readonly fake: RunningFake;
  readonly world: World;
  readonly github: GitHub;
}

/** A fake GitHub and the adapter that talks to it; at the end nothing may have happened that GitHub would refuse. */
export async function stage(options: FakeOptions = {}): Promise<Stage> {
  const fake = await startFakeGitHub(options);
  onTestFinished(async () => {
    await fake.close();
    fake.assertClean();
  });
  const github = createGitHub({
    token: GITHUB_TOKEN,
    apiUrl: fake.apiUrl,
    graphqlUrl: fake.graphqlUrl,
    owner: 'acme',
    repo: 'widgets',
    configPath: '.github/loopforge.yml',
    patience: { sleep: async () => {}, tell: () => {} },
    writePaceMs: 0,
  });
  return { fake, world: fake.world, github };
}

export function pullsOf(reading: Reading | undefined) {
  if (reading === undefined) return undefined;
  const { pulls } = reading.facts;
  return pulls === UNAVAILABLE ? pulls : pulls.map(({ number, link, complete }) => [number, link, complete]);
}

export function pullOf(reading: Reading | undefined) {
  const pulls = reading?.facts.pulls;
  return pulls === undefined || pulls === UNAVAILABLE ? undefined : pulls[0];
}
