import { parseArgs } from 'node:util';
import { didYouMean } from '../../codec/text/index.ts';
import { LoopForgeError } from '../../core/model.ts';
import { COMMANDS, COMMON, type CommandSpec } from './register.ts';

/** What was asked for on the command line. */
export type Invocation =
  | { readonly kind: 'help'; readonly command: CommandSpec | null }
  | { readonly kind: 'version' }
  | { readonly kind: 'run'; readonly command: CommandSpec; readonly given: GivenArguments };

/** The arguments of one command. */
export class GivenArguments {
  readonly positionals: readonly string[];
  readonly #values: { readonly [name: string]: unknown };

  constructor(positionals: readonly string[], values: { readonly [name: string]: unknown }) {
    this.positionals = positionals;
    this.#values = values;
  }

  /** Null: it was not given. An empty text counts as given. */
  text(name: string): string | null {
    const value = this.#values[name];
    return typeof value === 'string' ? value : null;
  }

  list(name: string): readonly string[] {
    const value = this.#values[name];
    return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  }

  has(name: string): boolean {
    return this.#values[name] === true;
  }
}

/**
 * Reads the command line.
 * @throws LoopForgeError `input_invalid`, naming what is not understood.
 */
export function readArguments(argv: readonly string[]): Invocation {
  const [first, ...rest] = argv;
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    const command = COMMANDS.find(({ name }) => name === rest[0]) ?? null;
    return { kind: 'help', command };
  }
  if (first === '--version' || first === '-v') return { kind: 'version' };
  const command = COMMANDS.find(({ name }) => name === first);
  if (command === undefined) throw unknownCommand(first);
  const { values, positionals } = parse(command, rest);
  if (values['help'] === true) return { kind: 'help', command };
  if (values['version'] === true) return { kind: 'version' };
  return { kind: 'run', command, given: new GivenArguments(positionals, values) };
}

function parse(command: CommandSpec, args: readonly string[]) {
  const options = Object.fromEntries(
    [...command.options, ...COMMON].map(({ name, value, repeated = false }) => {
      return [name, { type: value === null ? ('boolean' as const) : ('string' as const), multiple: repeated }];
    }),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    const [sentence = ''] = said.split('. ');
    const name = /^Unknown option '--([^']+)'/.exec(said)?.[1];
    const hint = name === undefined ? '' : didYouMean(name, Object.keys(options));
    throw new LoopForgeError('input_invalid', `${sentence}${hint}. ${seeHelp(command.name)}`, { cause });
  }
}

/** Wrong use of a command. */
export function wrongUse(command: string, problem: string): LoopForgeError {
  return new LoopForgeError('input_invalid', `${problem} ${seeHelp(command)}`);
}

function unknownCommand(text: string): LoopForgeError {
  const names = COMMANDS.map(({ name }) => name);
  const problem = text.startsWith('-') ? `The command comes first, not "${text}"` : `There is no command "${text}"`;
  return new LoopForgeError('input_invalid', `${problem}${didYouMean(text, names)}. See "loopforge --help".`);
}

function seeHelp(command: string): string {
  return `See "loopforge ${command} --help".`;
}
