import { type MutablePatch, readInto, SETTINGS } from '../../codec/config/index.ts';
import { LAW_DEFAULTS, type LawSettings, LoopForgeError, notAmong } from '../../core/model.ts';

const LAW = SETTINGS.filter(({ law }) => law);
const NAMES = LAW.map(({ key }) => key);

/**
 * The settings of a call, and the defaults in place of those that are missing. What the configuration file refuses is
 * refused here too: callers in plain JavaScript have no types to stop them.
 * @throws LoopForgeError `input_invalid`, naming each.
 */
export function checkedSettings(given: Partial<LawSettings>): LawSettings {
  const patch: MutablePatch = {};
  const problems = Object.entries(given).map(([name, value]) => {
    if (value === undefined) return null;
    const setting = LAW.find(({ key }) => key === name);
    return setting === undefined ? notAmong(name, 'a setting', NAMES) : readInto(patch, setting, name, value);
  });
  const found = problems.filter((problem) => problem !== null);
  if (found.length > 0) throw new LoopForgeError('input_invalid', `${found.join('. ')}.`);
  return { ...LAW_DEFAULTS, ...patch };
}
