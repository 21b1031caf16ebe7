/**
 * Text as it may be printed to a job's log. The runner takes a line that begins with `::`, or holds `##[`, for a command;
 * a title or a branch name that somebody chose must not become one. A lone carriage return ends a line there too.
 */
export function plainLog(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^(\s*):(?=:)/, '$1: ').replaceAll('##[', '## ['))
    .join('\n');
}
