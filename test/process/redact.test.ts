import { expect, test } from 'vitest';
import { openItem } from '../cli/stage.ts';
import { useBuiltCli } from '../cli/use-built-cli.ts';

const cli = useBuiltCli();

// Apart from the other commands: it waits for as long as a run that had begun before may still write.
test('redacts, and the record verifies', async () => {
  const stage = await openItem();
  const args = ['redact', stage.name, '--actor', 'hubot', '--reason', 'They asked for it.'];
  const ended = await cli(args, { api: stage.fake, as: 'monalisa' });
  expect(ended).toMatchObject({ exitCode: 0, stderr: expect.stringMatching(/^Waiting 15 s .*\n$/) });
  expect(await cli(['verify', stage.name], { api: stage.fake })).toMatchObject({ exitCode: 0 });
}, 60_000);
