import type { Argument, Command, CommanderError, CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { type LoopForgeError, notAmong } from '../../core/model.ts';
import { wrongUse } from './wrong-use.ts';

type Told = (command: Command, message: string) => string;

/** What the parser refuses, in one sentence each that says what to do. */
const SENTENCES: { readonly [code: string]: Told } = {
  'commander.unknownCommand': ({ args: [text = ''], commands }) => {
    const names = commands.map((one) => one.name());
    return `${notAmong(text, 'a command', names)}.`;
  },
  'commander.unknownOption': (command, message) => unknownOption(command, quoted(message)),
  'commander.optionMissingArgument': (_, message) => `"${quoted(message)}" needs its value.`,
  'commander.missingMandatoryOptionValue': ({ options }, message) =>
    `"${optionIn(options, message)?.long}" is missing.`,
  'commander.invalidArgument': ({ options, registeredArguments }, message) => {
    const given = /(?:argument|value) '(?<given>.*)' is invalid/s.exec(message)?.groups?.['given'] ?? '';
    const of = optionIn(options, message) ?? registeredArguments.find((one) => message.includes(`'${one.name()}'`));
    const choices = of?.argChoices ?? [];
    return `${notAmong(given, `a ${nameOf(of)}`, choices)}.`;
  },
  'commander.missingArgument': ({ registeredArguments }, message) => {
    const name = quoted(message);
    const description = registeredArguments.find((one) => one.name() === name)?.description;
    return `Which ${name}? Write ${description}.`;
  },
  'commander.excessArguments': ({ registeredArguments, args }) => {
    const [only, ...more] = registeredArguments;
    if (only === undefined) return `This takes no arguments, and there is "${args[0]}".`;
    if (more.length === 0) return `This takes one ${only.name()} at a time, and there are ${args.length}.`;
    return `This takes ${registeredArguments.length} arguments, and there are ${args.length}.`;
  },
};

/** The parser's complaint as an error of ours. */
export function refusal(command: Command, { code, message }: CommanderError): LoopForgeError {
  const sentence = SENTENCES[code]?.(command, message) ?? `${message.replace(/^error: /, '').replace(/\.?$/, '.')}`;
  return wrongUse(pathOf(command), sentence);
}

function unknownOption({ options, parent }: Command, text: string): string {
  if (parent === null) return `The command comes first, not "${text}".`;
  const [name = text] = text.split('=');
  if (options.some(({ long }) => long === name)) return `"${name}" takes no value.`;
  const known = [...options.flatMap(({ long }) => long ?? []), '--help'];
  return `${notAmong(name, 'an option of this command', known)}.`;
}

/** The parser tells what it means in single quotes. */
function quoted(message: string): string {
  return /'(?<text>.*)'/s.exec(message)?.groups?.['text'] ?? '';
}

function optionIn(options: readonly Option[], message: string): Option | undefined {
  return options.find(({ flags }) => message.includes(`'${flags}'`));
}

function nameOf(given: Option | Argument | undefined): string {
  return given !== undefined && 'flags' in given ? `value of "${given.long}"` : (given?.name() ?? 'value');
}

/** `lifecycle check`: the names behind `loopforge`. */
function pathOf(command: CommandUnknownOpts): string {
  return command.parent === null ? '' : `${pathOf(command.parent)} ${command.name()}`.trim();
}
