/** The oldest Node that this runs on; `engines` in package.json says the same. */
export const OLDEST_NODE = '22.13.0';

/**
 * Null where this may run on a Node of that version; else one sentence that says what is needed. It runs before anything
 * else is loaded, on whatever Node there is, so it uses nothing that an old one lacks.
 * @param version such as `24.21.0`
 */
export function wrongNode(version: string): string | null {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number);
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return null;
  return `LoopForge needs Node ${OLDEST_NODE} or newer, and this is ${version}.`;
}
