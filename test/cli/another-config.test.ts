import { expect, test } from 'vitest';
import { cli } from './run-cli-here.ts';
import { openItem } from './stage.ts';

test.each(['redact', 'repair'])('%s keeps to the file that is the law', async (command) => {
  const stage = await openItem();
  stage.world.putFile('.github/loopforge.yml', '');
  stage.world.putFile('lax.yml', '');
  const what = command === 'redact' ? ['--actor', 'octocat'] : [];
  const before = stage.world.hub.version();
  const { exitCode, stderr } = await cli([command, stage.name, '--reason', 'Why.', '--config', 'lax.yml', ...what], {
    api: stage.fake,
    as: 'octocat',
  });
  expect(stderr).toContain('.github/loopforge.yml');
  expect(exitCode).toBe(2);
  expect(stage.world.hub.version()).toBe(before);
});

test.each(['show', 'verify'])('%s only looks, so a person may name another', async (command) => {
  const stage = await openItem();
  stage.world.putFile('.github/loopforge.yml', '');
  stage.world.putFile('lax.yml', '');
  expect((await cli([command, stage.name, '--config', 'lax.yml'], { api: stage.fake })).exitCode).toBe(0);
});
