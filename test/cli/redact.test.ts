import { describe, expect, test } from 'vitest';
import { openItem } from './stage.ts';
import { useCli } from './use-cli.ts';

const cli = useCli();

describe('loopforge redact', () => {
  test('try', async () => {
    const stage = await openItem();
    console.log(JSON.stringify(stage.record(stage.issue).transitions.map((t) => [t.seq, t.to_state, t.actor])));
    const r = await cli(['redact', stage.name, '--actor', 'octocat', '--reason', 'asked'], { api: stage.fake });
    console.log(r);
    const s = await cli(['show', stage.name], { api: stage.fake });
    console.log(s.stdout, s.stderr);
    const v = await cli(['verify', stage.name], { api: stage.fake });
    console.log(v.stdout, v.stderr);
    console.log(stage.comment(stage.issue).body.split('-->')[1]);
    stage.world.mergePull
  });
});
