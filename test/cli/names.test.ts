import { expect, test } from 'vitest';
import { cli } from './run-cli-here.ts';
import { openItem } from './stage.ts';

/** What only a workflow has. */
const OF_A_WORKFLOW = /github-token|\binputs?\b|\bjob\b|with:/i;

const COMMANDS: readonly (readonly string[])[] = [
  ['show'],
  ['verify'],
  ['redact', '--actor', 'octocat', '--reason', 'Why.'],
  ['repair', '--reason', 'Why.'],
];

function refusal(status: number, message: string) {
  return { kind: 'status', status, when: 'before', body: { message } } as const;
}

test.each(['GITHUB_TOKEN', 'GH_TOKEN'])('a token that is not valid is that of %s', async (name) => {
  const stage = await openItem();
  for (const [command = '', ...rest] of COMMANDS) {
    stage.fake.faults.add({ match: { nth: 1 }, fault: refusal(401, 'Bad credentials') });
    const env = { GITHUB_TOKEN: '', GH_TOKEN: '', [name]: 'gone' };
    const { stderr, exitCode } = await cli([command, stage.name, ...rest], { api: stage.fake, env });
    expect(stderr).toContain(`Check ${name}.`);
    expect(stderr).not.toMatch(OF_A_WORKFLOW);
    expect(exitCode).toBe(2);
  }
});

test('a token that may not do it is told what it needs', async () => {
  const stage = await openItem();
  for (const [command = '', ...rest] of COMMANDS) {
    const message = 'Resource not accessible by personal access token';
    stage.fake.faults.add({ match: { nth: 1 }, fault: refusal(403, message) });
    const { stderr } = await cli([command, stage.name, ...rest], { api: stage.fake });
    expect(stderr).toMatch(/The token needs `[a-z-]+: (?:read|write)`\./);
    expect(stderr).not.toMatch(OF_A_WORKFLOW);
  }
});

test.each(COMMANDS)('%s names its options', async (command = '', ...rest) => {
  const stage = await openItem();
  const told = async (...args: readonly string[]) => {
    const { stderr } = await cli([command, stage.name, ...rest, ...args], { api: stage.fake });
    expect(stderr).not.toMatch(OF_A_WORKFLOW);
    return stderr;
  };
  expect(await told('--config', 'lax.yml')).toContain('leave "--config" out');
  stage.world.putFile('.github/loopforge.yml', '');
  expect(await told('--trusted-author', '7')).toContain('"--trusted-author" cannot be given');
});

test('the action names its inputs', async () => {
  const stage = await openItem();
  stage.fake.faults.add({ match: { nth: 1 }, fault: refusal(401, 'Bad credentials') });
  const { outputs } = await stage.step({ issue: String(stage.issue) });
  expect(outputs.error).toContain('Check the input `github-token`.');
});
