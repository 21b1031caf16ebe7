import { type MutablePatch, problemOfSize, readInto, SETTINGS_REGISTER } from '../../codec/config/index.ts';
import type { SettingsPatch } from '../../core/model.ts';
import { INPUTS } from './register.ts';
import type { InputReader } from './values.ts';

/** The settings that were given as inputs. One that was left empty is not among them. */
export function readSettings(reader: InputReader): SettingsPatch {
  const patch: MutablePatch = {};
  for (const { name, setting } of INPUTS) {
    const text = reader.text(name);
    if (setting === null || text === '') continue;
    const problem = readInto(patch, SETTINGS_REGISTER[setting], `"${name}"`, text);
    if (problem !== null) reader.problems.push(`${problem}.`);
  }
  const problem = problemOfSize(patch, '');
  if (problem !== null) reader.problems.push(`${problem}.`);
  return patch;
}
