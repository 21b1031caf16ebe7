import { spawnSync } from 'node:child_process';
import { describe, test } from 'vitest';

/** A program of the system that reads what we write. */
export interface Tool {
  /** As a shell knows it. */
  readonly command: string;
  /** What Debian's package of it is called. */
  readonly bringer: string;
}

export const SOFFICE: Tool = { command: 'soffice', bringer: 'libreoffice-calc-nogui' };

/** Set where every program has to be there, as in CI. */
const IS_REQUIRED = process.env['TOOLS'] === 'required';

/** Tests that need a program. Where it is missing they are skipped, which is printed; with `TOOLS=required` they fail. */
export function describeWithTool({ command, bringer }: Tool, title: string, tests: () => void): void {
  if (spawnSync('sh', ['-c', `command -v ${command}`]).status === 0) {
    describe(title, tests);
    return;
  }
  const why = `there is no ${command}; the package ${bringer} brings it`;
  if (IS_REQUIRED) {
    test(`${title}: what it needs is there`, () => {
      throw new Error(why);
    });
    return;
  }
  console.warn(`Skipped: ${title}: ${why}.`);
  describe.skip(`${title} (${why})`, tests);
}
