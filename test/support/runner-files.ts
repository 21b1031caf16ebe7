/** A workflow command that a step printed: `::name key=value,…::message`. */
export interface PrintedCommand {
  readonly name: string;
  readonly title: string;
  readonly message: string;
}

/** Finds the workflow commands in a step's output the way the runner does: at the start of a line. */
export function readCommands(stdout: string): readonly PrintedCommand[] {
  return stdout.split(/\r\n|\r|\n/).flatMap((line) => {
    const match = /^\s*::([a-z-]+)(?: ([^:]*))?::(.*)$/.exec(line);
    if (match === null) return [];
    const [, name = '', properties = '', message = ''] = match;
    const title = properties.split(',').find((property) => property.startsWith('title=')) ?? '';
    return [{ name, title: unescaped(title.slice('title='.length)), message: unescaped(message) }];
  });
}

/** Reads `GITHUB_OUTPUT` and `GITHUB_STATE`: `name<<delimiter`, the value, the delimiter alone on its line. */
export function readKeyValues(text: string): { readonly [name: string]: string } {
  const values: { [name: string]: string } = {};
  const lines = text.split('\n');
  for (let at = 0; at < lines.length; at++) {
    const opening = /^([^=\n]+)<<(.+)$/.exec(lines[at] ?? '');
    if (opening === null) {
      if (lines[at]) throw new Error(`Not a line that the runner reads: ${lines[at]}`);
      continue;
    }
    const [, name = '', delimiter = ''] = opening;
    const end = lines.indexOf(delimiter, at + 1);
    if (end < 0) throw new Error(`The value of ${name} does not end`);
    values[name] = lines.slice(at + 1, end).join('\n');
    at = end;
  }
  return values;
}

function unescaped(text: string): string {
  return text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');
}
