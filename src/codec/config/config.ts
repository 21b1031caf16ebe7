import { LoopForgeError, notAmong, quote, type SettingsPatch } from '../../core/model.ts';
import { isPlainObject, parseConfigText } from '../text/index.ts';
import { problemsOfChecks } from './check-globs.ts';
import { problemsOfStates } from './check-states.ts';
import { type MutablePatch, readInto, SETTINGS, SETTINGS_REGISTER } from './settings-register.ts';
import { problemOfSize } from './settings-size.ts';

const BY_NAME = new Map(SETTINGS.map((setting) => [setting.config, setting]));

/** What belongs to a single run, or is secret, and is therefore only an input of the action. */
const INPUTS_ONLY: ReadonlySet<string> = new Set([
  'github_token',
  'command',
  'config',
  'issue',
  'pull_request',
  'sha',
  'to',
  'trigger',
  'metadata',
  'override',
  'reason',
  'mirror_url',
  'webhook_url',
  'webhook_secret',
  'slack_webhook_url',
  'otlp_headers',
  'gate_secret',
]);

/**
 * Reads the configuration file: YAML or JSON, names in snake_case.
 *
 * @param text the file's text; an empty one sets nothing.
 * @param path the file's path, for the message.
 * @returns only what the file sets.
 * @throws LoopForgeError `config_invalid` with every problem in it.
 */
export async function parseConfig(text: string, path: string): Promise<SettingsPatch> {
  const parsed = await parseConfigText(text);
  if (parsed.kind === 'unreadable') throw invalid(path, parsed.problems);
  if (parsed.data === null) return {};
  if (!isPlainObject(parsed.data)) {
    throw invalid(path, [`it must be a map of settings, such as "lifecycle: strict", and is ${quote(parsed.data)}`]);
  }
  const patch: MutablePatch = {};
  const problems = Object.entries(parsed.data).map(([name, raw]) => readEntry(patch, name, raw));
  const found = [
    ...problems,
    ...problemsOfChecks(patch, (key) => SETTINGS_REGISTER[key].config),
    ...problemsOfStates(patch, (key) => SETTINGS_REGISTER[key].config),
    problemOfSize(patch, path),
  ].filter((problem) => problem !== null);
  if (found.length > 0) throw invalid(path, found);
  return patch;
}

/** Reads one entry into the patch; returns the problem, if there is one. */
function readEntry(patch: MutablePatch, name: string, raw: unknown): string | null {
  if (name === 'lifecycle' && isPlainObject(raw)) {
    return 'lifecycle: a lifecycle of your own is not supported in this version; use standard or strict';
  }
  const setting = BY_NAME.get(name);
  if (setting !== undefined) return readInto(patch, setting, name, raw);
  if (INPUTS_ONLY.has(name)) {
    return `${name}: belongs to the step in the workflow (\`${name.replaceAll('_', '-')}\` under \`with:\`), not into this file`;
  }
  return notAmong(name, 'a setting', [...BY_NAME.keys()]);
}

function invalid(path: string, problems: readonly string[]): LoopForgeError {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  const list = problems.map((problem) => `- ${problem}`).join('\n');
  return new LoopForgeError(
    'config_invalid',
    `${path} on the default branch has ${count}, and nothing was done:\n${list}`,
  );
}
