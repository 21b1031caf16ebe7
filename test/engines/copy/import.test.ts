import { expect, test } from 'vitest';
import { fill } from '../../cli/commands/copying.ts';
import { builtCli, useBuiltEntry } from '../../cli/use-built-cli.ts';
import { DYNAMODB } from '../support/dynamodb.ts';
import { describeWith } from '../support/engine.ts';
import { POSTGRES } from '../support/postgres.ts';
import { REDIS } from '../support/redis.ts';
import { AWS, NEW_STORE, useEngines } from './engines.ts';

const LONG_MS = 240_000;

/** Stores have orders of their own for records of one moment. */
function sorted(lines: string): readonly string[] {
  return lines.split('\n').toSorted();
}

describeWith([POSTGRES, REDIS, DYNAMODB], 'loopforge export and import, as they are built', () => {
  const engines = useEngines();
  const cli = builtCli(useBuiltEntry({ withDrivers: true }));
  const exported = async (from: string): Promise<string> => {
    const { exitCode, stdout, stderr } = await cli(['export', '--from', from, '--format', 'json'], { env: AWS });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 0,
      stderr: expect.stringContaining('30 records, 40 entries.'),
    });
    return stdout;
  };

  test(
    'records go round every store by files, and are the same bytes behind each',
    async () => {
      const first = await NEW_STORE.file(engines());
      await fill(first, 30);
      const whole = await exported(first);
      let input = whole;
      for (const kind of ['sqlite', 'postgres', 'redis', 'dynamodb', 'folder', 'file'] as const) {
        const to = await NEW_STORE[kind](engines());
        const { exitCode, stdout } = await cli(['import', '-', '--to', to], { env: AWS, input });
        expect({ kind, exitCode, stdout }).toMatchObject({
          exitCode: 0,
          stdout: expect.stringMatching(/: 30 copied\n$/),
        });
        input = await exported(to);
        expect(sorted(input)).toEqual(sorted(whole));
      }
    },
    LONG_MS,
  );
});
