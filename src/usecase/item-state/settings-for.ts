import { mergeSettings, parseConfig } from '../../codec/config/index.ts';
import {
  LAW_FILE,
  type LawSettings,
  LoopForgeError,
  type Reading,
  type RunContext,
  type RunSettings,
  type SettingsPatch,
} from '../../core/model.ts';

/** Where settings come from. */
export interface SettingsRequest {
  /** Settings given as inputs. */
  readonly inputs: SettingsPatch;
  readonly configPath: string;
  readonly configNamed: boolean;
  /** Left out: a person looks at a record, and nothing is written. */
  readonly context?: RunContext;
}

/**
 * The settings of a run over one item, from the file of the default branch, the inputs and the defaults.
 * @throws LoopForgeError `config_invalid`, `input_invalid`
 */
export async function settingsFor(
  request: SettingsRequest,
  reading: Pick<Reading, 'config' | 'hasLawFile' | 'defaultBranch'>,
): Promise<{ readonly law: LawSettings; readonly run: RunSettings }> {
  refuseOtherLaw(request, reading);
  if (reading.config === null && request.configNamed) {
    throw new LoopForgeError(
      'config_invalid',
      `The config file ${request.configPath} is not on the default branch. Commit it there, or leave ${isTyped(request) ? '"--config"' : 'the input `config`'} out.`,
    );
  }
  const file = reading.config === null ? null : await parseConfig(reading.config, request.configPath);
  return mergeSettings({ file, inputs: request.inputs, path: request.configPath, typed: isTyped(request) });
}

/** On a command line and not in a workflow: what was given are options, not inputs. */
function isTyped({ context }: Pick<SettingsRequest, 'context'>): boolean {
  return context === undefined || context.run === null;
}

function lawStands(configPath: string): LoopForgeError {
  const said = `"--config" cannot name ${configPath} here: this repository has ${LAW_FILE}, and whoever changes a record keeps to it. Leave "--config" out.`;
  return new LoopForgeError('input_invalid', said);
}

/**
 * What selects the law is law: the workflow files of pull requests and branches are their own, and so are the inputs in
 * them. Only the workflow of the default branch may name another file beside the one that stands in the law's place.
 */
function refuseOtherLaw(
  { configPath, context }: SettingsRequest,
  { hasLawFile, defaultBranch }: Pick<Reading, 'hasLawFile' | 'defaultBranch'>,
): void {
  if (configPath === LAW_FILE || !hasLawFile || context === undefined) return;
  if (isTyped({ context })) throw lawStands(configPath);
  const { workflowRef } = context;
  if (defaultBranch !== null && workflowRef === `refs/heads/${defaultBranch}`) return;
  const whose = workflowRef === null ? 'not known to be that' : `that of ${workflowRef}, not that`;
  throw new LoopForgeError(
    'input_invalid',
    `\`config\` cannot name ${configPath} here, because this repository has ${LAW_FILE}, and the workflow that names ` +
      `it is ${whose} of the default branch (${defaultBranch}): a branch could otherwise choose its own rules. Leave ` +
      'the input out, or name the file in the workflow on the default branch.',
  );
}
