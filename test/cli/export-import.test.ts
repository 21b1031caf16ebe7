import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { FileRepository } from '../../src/adapters/store/file/repository.ts';
import { LoopService } from '../../src/compose/library/loop-service.ts';
import { cli } from './run-cli-here.ts';

// Every other behaviour of the two is tried by test/cli/commands/export.test.ts, in test:long.
test('what is exported from one store is in another one, hash for hash, once it is imported', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [from, to] = [join(folder, 'from.json'), join(folder, 'to.json')];
  const repository = new FileRepository({ path: from });
  const service = new LoopService({ repository });
  const { record_id } = await service.create({ ref: 'TICKET-1' });
  await service.transition(record_id, 'task_queued');
  await service.create({ ref: 'TICKET-2' });
  await repository.close();

  const exported = await cli(['export', '--from', from, '--output-file', 'trail.jsonl', '--json'], { folder });
  expect(JSON.parse(exported.stdout)).toMatchObject({ format: 'json', records: 2, entries: 3, unreadable: [] });
  const trail = join(folder, 'trail.jsonl');
  expect((await cli(['import', trail, '--to', to])).stdout).toBe(`${trail} → ${to}: 2 copied\n`);
  const again = await cli(['export', '--from', to, '--format', 'json']);
  expect(again).toMatchObject({ exitCode: 0, stdout: readFileSync(trail, 'utf8') });
});
