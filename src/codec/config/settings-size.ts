import { encodedSize, type SettingsPatch, SIZES } from '../../core/model.ts';

/** Beside the lists: the other settings that an entry names, and where the file stood. */
const AROUND = 200;

/**
 * What keeps settings out of the record, or null: an entry says under which it was made, so they have to find room.
 * @param path where they stand; empty: they are inputs
 */
export function problemOfSize({ ignoreChecks = [], requiredChecks = [] }: SettingsPatch, path: string): string | null {
  const size = encodedSize({ ignoreChecks, requiredChecks, path }) + AROUND;
  if (size <= SIZES.settings) return null;
  const names = requiredChecks.length + ignoreChecks.length;
  return (
    `required and ignored checks (${names} names) take ${size} characters in the record, and at most ` +
    `${SIZES.settings} are kept; use globs such as "test *"`
  );
}
