import { gzipSync } from 'node:zlib';
import { bundleConsumer } from '../test/library/consumer-bundle.ts';
import { ConsumerProject, IMPORTS } from '../test/library/consumer-project.ts';
import { figure, table } from './measure.ts';

/** What is used of the main face, and a program that does. */
const PROGRAMS: readonly (readonly [what: string, program: string])[] = [
  ['`isSha`', "import { isSha } from 'loopforge'; console.log(isSha(''));"],
  ['`createRecord`', "import { createRecord } from 'loopforge'; console.log(createRecord({ ref: 'x' }));"],
  ['`verifyRecord`', "import { verifyRecord } from 'loopforge'; console.log(verifyRecord({}));"],
  ['`LoopService`, in memory', "import { LoopService } from 'loopforge'; console.log(new LoopService());"],
];

/** How large a program becomes by what it uses of the package, once it is bundled and minified. */
export async function measureConsumers(): Promise<string> {
  const project = await ConsumerProject.make();
  try {
    const rows: string[][] = [];
    for (const [what, program] of [...PROGRAMS, ...withStores()]) {
      const bundle = await bundleConsumer(project.folder, program);
      rows.push([what, figure(bundle.length / 1000), figure(gzipSync(bundle).length / 1000)]);
    }
    return `### Bundled by its user\n\n${table(['what a program uses', 'kB', 'kB, gzip'], rows)}`;
  } finally {
    project.remove();
  }
}

function withStores(): readonly (readonly [what: string, program: string])[] {
  return IMPORTS.filter(([name]) => name !== 'loopforge').map(([name]) => [
    `\`LoopService\` and \`${name}\``,
    `import { LoopService } from 'loopforge'; import * as store from '${name}'; console.log(new LoopService(), { ...store });`,
  ]);
}
