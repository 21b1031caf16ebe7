import type { CompletedCommand, CompletedOption } from './table.ts';

/** For a file `loopforge.fish` in fish's folder of completions, or read by `source`. */
export function fishScript(commands: readonly CompletedCommand[]): string {
  const lines = commands.flatMap((command) => [
    line('__fish_use_subcommand', `-a ${command.name}`, command.description),
    ...command.words.map((word) => line(seen(command), `-a ${word}`, '')),
    ...command.options.map((option) => optionLine(command, option)),
  ]);
  return ['# fish completion for loopforge', 'complete -c loopforge -f', ...lines, ''].join('\n');
}

function optionLine(command: CompletedCommand, { long, description, value }: CompletedOption): string {
  const name = `-l ${long.replace(/^--/, '')}`;
  switch (value?.kind) {
    case undefined:
      return line(seen(command), name, description);
    case 'words':
      return line(seen(command), `${name} -x -a ${quoted(value.words.join(' '))}`, description);
    case 'path':
      return line(seen(command), `${name} -r -F`, description);
    case 'free':
      return line(seen(command), `${name} -x`, description);
  }
}

function seen({ name }: CompletedCommand): string {
  return `__fish_seen_subcommand_from ${name}`;
}

function line(condition: string, what: string, description: string): string {
  const about = description === '' ? '' : ` -d ${quoted(description)}`;
  return `complete -c loopforge -n ${quoted(condition)} ${what}${about}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`;
}
