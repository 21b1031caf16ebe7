import type { CompletedCommand, CompletedOption } from './table.ts';

/** For `complete -F`, in the words of bash 3.2 and newer. */
export function bashScript(commands: readonly CompletedCommand[]): string {
  const names = commands.map(({ name }) => name);
  return `# bash completion for loopforge
_loopforge() {
  local IFS=$' \\t\\n' cur="\${COMP_WORDS[COMP_CWORD]}" prev="" command="" path=""
  COMPREPLY=()
  if (( COMP_CWORD > 1 )); then
    command="\${COMP_WORDS[1]}"
    prev="\${COMP_WORDS[COMP_CWORD - 1]}"
  fi
  # "--state=ci" is three words to bash.
  if [[ $cur == = ]]; then
    cur=""
  elif [[ $prev == = ]]; then
    prev="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  case "$command $prev" in
${commands.flatMap(valueCases).join('\n')}
  esac
  case "$command" in
    "") COMPREPLY=($(compgen -W "${[...names, '--help', '--version'].join(' ')}" -- "$cur")) ;;
${commands.map(commandCase).join('\n')}
  esac
}
complete -F _loopforge loopforge
`;
}

function valueCases({ name, options }: CompletedCommand): readonly string[] {
  return options.flatMap(({ long, value }) => {
    if (value === null) return [];
    return [`    "${name} ${long}") ${replyFor(value)}return ;;`];
  });
}

function replyFor(value: NonNullable<CompletedOption['value']>): string {
  switch (value.kind) {
    case 'words':
      return `COMPREPLY=($(compgen -W "${value.words.join(' ')}" -- "$cur")); `;
    case 'path':
      // One by one: a name such as "a[1].json" is a pattern to bash, which another file can match.
      return `while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen -f -- "$cur"); compopt -o filenames 2>/dev/null; `;
    case 'free':
      return '';
  }
}

function commandCase({ name, options, words }: CompletedCommand): string {
  const all = [...words, ...options.map(({ long }) => long)];
  return `    ${name}) COMPREPLY=($(compgen -W "${all.join(' ')}" -- "$cur")) ;;`;
}
