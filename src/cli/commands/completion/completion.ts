import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { tableOf } from './table.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

/** The script of a shell, made of what the commands declare: nothing of it is asked for while somebody types. */
export function completionScript(shell: keyof typeof SCRIPTS, commands: readonly CommandUnknownOpts[]): string {
  return SCRIPTS[shell](commands.map(tableOf));
}
