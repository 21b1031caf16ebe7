import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cli } from '../../cli/run-cli-here.ts';
import { warningsOf } from '../../e2e/told.ts';
import { describeWith } from '../support/engine.ts';
import { freePort, silentServer } from '../support/loopback.ts';
import { effectsOf, expectLevel, type MirrorDatabase, type MirrorEngine, shownBy, stageOf } from './mirrored.ts';

/** A dead database holds a job up for this long at most: two calls, and the rest of the run. */
const HELD_UP_MS = 20_000;

/** What every mirror is held to, with its real engine. */
export function mirrorSuite({ kind, engine, secret, open }: MirrorEngine): void {
  describeWith([engine], `mirror: ${kind}`, () => {
    let database: MirrorDatabase;
    beforeAll(async () => {
      database = await open();
    });
    afterAll(() => database.remove());

    describe('through the bundle', () => {
      test('makes its schema, holds each record as it stands in its comment, and ends', async () => {
        const stage = await stageOf({ as: 'bundle' });
        const { issue, id, world } = stage;
        const first = await stage.event('issues', 'opened', { number: issue }, database.given);
        expect(first).toMatchObject({ exitCode: 0, annotations: [], outputs: { outcome: 'created' } });
        expect(effectsOf(first)).toEqual([{ name: 'mirror', ok: true, message: `${kind}: entry 1` }]);
        expectLevel(await database.held(id), stage.record(issue));
        world.assign(issue, 'octocat');
        const second = await stage.event('issues', 'assigned', { number: issue }, database.given);
        expect(effectsOf(second)).toEqual([{ name: 'mirror', ok: true, message: `${kind}: entry 2` }]);
        expectLevel(await database.held(id), stage.record(issue));
        await database.forge({ ...stage.record(issue), state: 'merged' });
        const swept = await stage.sweep(database.given);
        expect(effectsOf(swept)).toEqual([{ name: 'mirror', ok: true, message: `${kind}: entry 2` }]);
        expectLevel(await database.held(id), stage.record(issue));
        for (const step of [first, second, swept]) expect(shownBy(step)).not.toContain(secret);
      });

      test('is a warning within seconds where nobody ever answers, and the process ends', async () => {
        await using silent = await silentServer();
        const stage = await stageOf({ as: 'bundle' });
        const step = await stage.event('issues', 'opened', { number: stage.issue }, database.at(silent.port));
        expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'created', changed: 'true' } });
        expect(warningsOf(step)).toEqual([expect.stringMatching(/^The record could not be copied to the mirror: /)]);
        expect(step.wallMs).toBeLessThan(HELD_UP_MS);
      });

      test('is caught up with where the run was killed between the comment and the copy', async () => {
        await using silent = await silentServer();
        const stage = await stageOf({ as: 'bundle' });
        let kill = (): void => undefined;
        const onStart = (child: { kill(signal: NodeJS.Signals): boolean }): void => {
          kill = () => void child.kill('SIGKILL');
        };
        const running = stage.event(
          'issues',
          'opened',
          { number: stage.issue },
          { ...database.at(silent.port), onStart },
        );
        while (stage.marked(stage.issue).length === 0) await pause(20);
        await pause(300);
        kill();
        expect((await running).exitCode).toBeNull();
        await stage.step({ ...database.given.inputs, issue: String(stage.issue) }, { env: database.given.env });
        expectLevel(await database.held(stage.id), stage.record(stage.issue));
      });
    });

    test('of a server that is down is a warning at once, and the sweep catches up', async () => {
      const stage = await stageOf();
      const { issue, id } = stage;
      await stage.event('issues', 'opened', { number: issue }, database.given);
      stage.world.assign(issue, 'octocat');
      const step = await stage.event('issues', 'assigned', { number: issue }, database.at(await freePort()));
      expect(step).toMatchObject({ exitCode: 0, outputs: { outcome: 'transitioned' } });
      expect(effectsOf(step)).toMatchObject([{ name: 'mirror', ok: false }]);
      expect((await database.held(id))?.head.seq).toBe(1);
      await stage.sweep(database.given);
      expectLevel(await database.held(id), stage.record(issue));
    });

    test('of a server that stops and comes back goes on', async () => {
      const stage = await stageOf();
      const { issue, id } = stage;
      await stage.event('issues', 'opened', { number: issue }, database.given);
      await database.stop();
      stage.world.assign(issue, 'octocat');
      const lost = await stage.event('issues', 'assigned', { number: issue }, database.given);
      expect(effectsOf(lost)).toMatchObject([{ name: 'mirror', ok: false }]);
      await database.start();
      stage.world.closeIssue(issue, { reason: 'not_planned' });
      await stage.event('issues', 'closed', { number: issue }, database.given);
      expectLevel(await database.held(id), stage.record(issue));
    });

    test('takes several items over one connection', async () => {
      const stage = await stageOf();
      const issues = [stage.issue, ...[1, 2, 3, 4, 5].map(() => stage.world.openIssue())];
      const pull = stage.world.openPull({ closes: issues });
      const step = await stage.event('pull_request', 'opened', { pull }, database.given);
      expect(step.exitCode).toBe(0);
      for (const issue of issues) expectLevel(await database.held(`acme/widgets#${issue}`), stage.record(issue));
    });

    test('forgets what was erased in the record', async () => {
      const stage = await stageOf();
      const { issue, id } = stage;
      await stage.event('issues', 'opened', { number: issue }, database.given);
      stage.world.assign(issue, 'hubot');
      await stage.event('issues', 'assigned', { number: issue }, database.given);
      expect(JSON.stringify(await database.held(id))).toContain('"login":"octocat"');
      const args = ['redact', id, '--actor', 'octocat', '--reason', 'Asked for.'];
      expect(await cli(args, { api: stage.fake, as: 'monalisa' })).toMatchObject({ exitCode: 0 });
      await stage.sweep(database.given);
      expectLevel(await database.held(id), stage.record(issue));
      expect(JSON.stringify(await database.held(id))).not.toContain('"login":"octocat"');
    });
  });
}
