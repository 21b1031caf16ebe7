import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { tracked } from './tracked.ts';

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'an export that %s ends while it reads leaves no file under its name, and the next one is whole',
  async (signal) => {
    const stage = await tracked();
    const folder = mkdtempSync(join(tmpdir(), 'loopforge-stopped-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const inputs = { command: 'export', 'output-file': 'trail.ndjson' };
    const env = { GITHUB_WORKSPACE: folder };
    const step = await stage.step(inputs, {
      env,
      onStart: (child) =>
        stage.fake.onRequest(() => {
          child.kill(signal);
          return [{ kind: 'delay', ms: 300 }];
        }),
    });
    expect(step.exitCode).toBe(signal === 'SIGKILL' ? null : 1);
    if (signal !== 'SIGKILL') expect(step.outputs).toMatchObject({ outcome: 'failed', reason: 'cancelled', file: '' });
    expect(readdirSync(folder)).not.toContain('trail.ndjson');
    stage.fake.onRequest(null);
    expect(await stage.step(inputs, { env })).toMatchObject({ exitCode: 0, outputs: { count: '1' } });
    expect(readdirSync(folder)).toEqual(['trail.ndjson']);
  },
);
