import {
  LAW_DEFAULTS,
  LAW_FILE,
  type LawSettings,
  LoopForgeError,
  RUN_DEFAULTS,
  type RunSettings,
  type SettingsPatch,
} from '../../core/model.ts';
import { copySetting, keysOf, type MutablePatch } from './settings-register.ts';

export interface MergedSettings {
  readonly law: LawSettings;
  readonly run: RunSettings;
}

/**
 * The settings of a run. Without a file the inputs count, then the defaults. With a file (an empty one too) the
 * settings that make the law count from the file only; for all others an input wins.
 *
 * @param sources.file what the file sets; null: there is no file.
 * @param sources.inputs the inputs that were given; one that was left empty must not be among them.
 * @param sources.path the file's path, for the message.
 * @param sources.typed they were given as options of a command, not as inputs of a step.
 * @throws LoopForgeError `input_invalid` when a file exists and the law is given as an input, naming each.
 */
export function mergeSettings(sources: {
  readonly file: SettingsPatch | null;
  readonly inputs: SettingsPatch;
  readonly path?: string;
  readonly typed?: boolean;
}): MergedSettings {
  const { file, inputs, path = LAW_FILE, typed = false } = sources;
  if (file !== null) refuseLawBeside(path, inputs, typed);
  const law: MutablePatch = {};
  const run: MutablePatch = {};
  for (const source of [file ?? {}, inputs]) {
    for (const setting of keysOf(source)) copySetting(source, setting.key, setting.law ? law : run);
  }
  return { law: { ...LAW_DEFAULTS, ...law }, run: { ...RUN_DEFAULTS, ...run } };
}

function refuseLawBeside(path: string, inputs: SettingsPatch, typed: boolean): void {
  const given = keysOf(inputs).filter((setting) => setting.law);
  if (given.length === 0) return;
  const names = given.map((setting) => `\`${setting.input}\``).join(', ');
  const keys = given.map((setting) => `\`${setting.config}\``).join(', ');
  if (typed) {
    const options = given.map(({ option, input }) => `"--${option ?? input}"`).join(', ');
    const said = `${options} cannot be given, because this repository has ${path}, which says it. Put ${keys} there on the default branch, or leave the option out.`;
    throw new LoopForgeError('input_invalid', said);
  }
  throw new LoopForgeError(
    'input_invalid',
    `${names} cannot be given as input, because this repository has ${path}: a pull request could otherwise change ` +
      `its own rules. Remove the input and put ${keys} into ${path} on the default branch.`,
  );
}
