import { type MutablePatch, problemOfSize, readInto, SETTINGS_REGISTER } from '../../codec/config/index.ts';
import type { SettingsPatch } from '../../core/model.ts';
import { INPUTS } from './register.ts';
import type { InputReader } from './values.ts';

/** The settings that were given as inputs. One that was left empty is not among them. */
export async function readSettings(reader: InputReader): Promise<SettingsPatch> {
  const patch: MutablePatch = {};
  for (const { name, setting } of INPUTS) {
    if (setting === null || reader.text(name) === '') continue;
    tell(reader, readInto(patch, SETTINGS_REGISTER[setting], `"${name}"`, reader.given(name)));
  }
  if (patch.requiredChecks !== undefined || patch.ignoreChecks !== undefined) {
    const { problemsOfChecks } = await import('../../codec/config/check-globs.ts');
    for (const problem of problemsOfChecks(patch, (key) => `"${SETTINGS_REGISTER[key].input}"`)) tell(reader, problem);
  }
  if (patch.gateOn !== undefined || patch.slackOn !== undefined) {
    const { problemsOfStates } = await import('../../codec/config/check-states.ts');
    for (const problem of problemsOfStates(patch, (key) => `"${SETTINGS_REGISTER[key].input}"`)) tell(reader, problem);
  }
  tell(reader, problemOfSize(patch, ''));
  return patch;
}

function tell(reader: InputReader, problem: string | null): void {
  if (problem !== null) reader.problems.push(`${problem}.`);
}
