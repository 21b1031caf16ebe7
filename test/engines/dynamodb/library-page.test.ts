import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FACES } from '../../../scripts/build-library.ts';
import { blocksIn } from '../../docs/blocks.ts';
import { CREDENTIALS, DYNAMODB, type DynamoDBServer, startDynamoDB } from '../support/dynamodb.ts';
import { describeWith } from '../support/engine.ts';

/** The example of docs/library.md, which test:package compiles and cannot call: here is the table that it needs. */
describeWith([DYNAMODB], 'the example of docs/library.md', () => {
  let server: DynamoDBServer;
  const folder = mkdtempSync(join(tmpdir(), 'loopforge-example-'));
  beforeAll(async () => {
    server = await startDynamoDB();
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await server?.remove();
  });

  test('keeps its records in a table', () => {
    const file = join(folder, 'example.ts');
    writeFileSync(file, `${example()}${CALLS}`);
    const env = {
      AWS_ENDPOINT_URL_DYNAMODB: server.endpoint,
      AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
      AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    };
    const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: 'utf8', env });
    expect(stderr).toBe('');
    expect(stdout).toBe(
      'task_queued\nInvalid transition: task_queued → task_queued. Allowed from task_queued: pr_created\n',
    );
  });
});

const CALLS = `
await repository.migrate();
console.log(await handler({ ticket: 'TICKET-42' }));
console.log(await handler({ ticket: 'TICKET-42' }));
await repository.close();
`;

/** It imports the package's faces, whose sources they are here. */
function example(): string {
  const found = blocksIn('ts').find(
    ({ page, text }) => page === 'docs/library.md' && text.includes('DynamoDBRepository('),
  );
  if (found === undefined) throw new Error('docs/library.md has no example of DynamoDB');
  return Object.entries(FACES).reduce(
    (text, [face, source]) =>
      text.replace(`'loopforge${face === 'index' ? '' : `/${face}`}'`, JSON.stringify(pathToFileURL(source))),
    found.text,
  );
}
