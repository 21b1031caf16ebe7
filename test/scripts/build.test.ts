import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { buildAction, differences, startInputs } from '../../scripts/build.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

function built(): string {
  const bundle = inject('bundle');
  if (bundle.kind === 'broken') throw new Error(bundle.why);
  return bundle.folder;
}

describe('the build', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(ROOT, 'node_modules', '.loopforge-test-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('gives the same bytes from the same source, and any other byte is seen', async () => {
    const metafile = await buildAction(folder);
    expect(await differences(built(), folder)).toEqual([]);

    await writeFile(join(folder, 'main.js'), '');
    await writeFile(join(folder, 'extra.js'), '');
    await rm(join(folder, 'post.js'));
    expect(await differences(built(), folder)).toEqual([
      'extra.js: not part of the build',
      'main.js: differs',
      'post.js: missing',
    ]);

    const start = startInputs(metafile);
    expect(start).toContain('src/action/run.ts');
    // Shapes are types at run time; what checks them is compiled.
    const kept = Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? input : [])),
    );
    expect(kept).toContain('src/codec/record/generated/validators.js');
    const shapes = /core\/(?:values\/(?:json-schema|shapes)|record\/(?:record|entry|places|was))\.ts$/;
    expect(kept.filter((input) => shapes.test(input))).toEqual([]);
    expect(start.filter((input) => /undici|node_modules\/yaml|throttling|http-client/.test(input))).toEqual([]);
  });

  test('dist/ is the build of src/', async () => {
    expect(await differences(built(), join(ROOT, 'dist')), 'run "npm run build" and commit dist/').toEqual([]);
  });
});
