import type { CompletedCommand, CompletedOption } from './table.ts';

/** For `compdef`: as a file `_loopforge` of `$fpath`, or read by `source`. */
export function zshScript(commands: readonly CompletedCommand[]): string {
  return `#compdef loopforge
_loopforge() {
  local -a commands
  commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe -t commands command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${commands.map(commandCase).join('\n')}
  esac
}
if [[ $funcstack[1] == _loopforge ]]; then
  _loopforge "$@"
else
  compdef _loopforge loopforge
fi
`;
}

function commandCase({ name, options, words }: CompletedCommand): string {
  const first = words.length === 0 ? "'*:item:'" : quoted(`1:word:(${words.join(' ')})`);
  return `    ${name}) _arguments ${[...options.map(argumentOf), first].join(' ')} ;;`;
}

function argumentOf({ long, description, value }: CompletedOption): string {
  const about = description.replace(/[[\]:\\]/g, '\\$&');
  return quoted(`*${long}[${about}]${value === null ? '' : `:value:${actionFor(value)}`}`);
}

function actionFor(value: NonNullable<CompletedOption['value']>): string {
  switch (value.kind) {
    case 'words':
      return `(${value.words.join(' ')})`;
    case 'path':
      return '_files';
    case 'free':
      return ' ';
  }
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
