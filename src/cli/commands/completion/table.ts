import type { CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { LoopState } from '../../../codec/lifecycle/index.ts';

/** What may stand in a place: one of these words; a path; or something that nobody can list. */
type Values =
  | { readonly kind: 'words'; readonly words: readonly string[] }
  | { readonly kind: 'path' }
  | { readonly kind: 'free' };

export interface CompletedOption {
  /** With its hyphens. */
  readonly long: string;
  readonly description: string;
  /** Null: it takes none. */
  readonly value: Values | null;
}

export interface CompletedCommand {
  readonly name: string;
  readonly description: string;
  readonly options: readonly CompletedOption[];
  /** Words that its first argument may be; empty: nobody can list them. */
  readonly words: readonly string[];
}

/** What a shell is to know of a command. */
export function tableOf(command: CommandUnknownOpts): CompletedCommand {
  const [first] = command.registeredArguments;
  const siblings = command.parent?.commands.map((one) => one.name()) ?? [];
  return {
    name: command.name(),
    description: command.description(),
    options: [...command.options.filter(({ hidden }) => !hidden).map(optionOf), HELP],
    words: command.name() === 'help' ? siblings : (first?.argChoices ?? []),
  };
}

const HELP: CompletedOption = { long: '--help', description: 'Print this help.', value: null };

function optionOf(option: Option): CompletedOption {
  return { long: option.long ?? option.flags, description: option.description, value: valuesOf(option) };
}

function valuesOf({ flags, required, optional, argChoices, long }: Option): Values | null {
  if (!required && !optional) return null;
  if (argChoices !== undefined) return { kind: 'words', words: argChoices };
  // States may be the user's own; those of the built-in lifecycles are known.
  if (long === '--state') return { kind: 'words', words: Object.values(LoopState) };
  return flags.includes('<path>') && !ON_GITHUB.includes(long ?? '') ? { kind: 'path' } : { kind: 'free' };
}

/** Paths in the repository on GitHub, and not on this machine. */
const ON_GITHUB: readonly string[] = ['--config', '--workflow'];
