import { matchesAny, quote, type SettingsPatch } from '../../core/model.ts';

const LIKE = 'in a glob only * and ? are special';
/** As other globs have them: `[0-9]`, `[a-zA-Z]`. A name such as `build [debug]` is one. */
const RANGE = /\[[!^]?(?:[^\]]-[^\]])+\]/;
const CHOICE = /\{[^{}]*,[^{}]*\}/;

/**
 * What keeps a glob from ever matching what it seems to mean, to stand behind it; null: nothing. A check whose name
 * really is like that can be written with `?` in place of a character. @internal
 */
export function problemOfGlob(glob: string): string | null {
  if (glob.startsWith('!')) return `excludes nothing: ${LIKE}; what does not count belongs into the ignored checks`;
  if (!isBalanced(glob, '[', ']') || !isBalanced(glob, '{', '}')) {
    return `has a bracket without its other half: ${LIKE}; write ? in place of a bracket that belongs to the name`;
  }
  if (CHOICE.test(glob)) return `offers no choice: ${LIKE}; write each name on a line of its own`;
  if (RANGE.test(glob)) return `names no range: ${LIKE}; write ? for any one character`;
  return null;
}

function isBalanced(text: string, opening: string, closing: string): boolean {
  let open = 0;
  for (const letter of text) {
    if (letter === opening) open++;
    else if (letter === closing && --open < 0) return false;
  }
  return open === 0;
}

/** What is wrong with the globs of the settings on checks, each for itself and all taken together. */
export function problemsOfChecks(patch: SettingsPatch): readonly string[] {
  const { requiredChecks = [], ignoreChecks = [], statusContext = '' } = patch;
  const all = ignoreChecks.filter((glob) => /^\*+$/.test(glob));
  const odd = [...requiredChecks, ...ignoreChecks].flatMap((glob) => {
    const problem = problemOfGlob(glob);
    return problem === null ? [] : [`${quote(glob)} ${problem}`];
  });
  return [
    ...odd,
    ...all.map((glob) => `${quote(glob)} ignores every check; where there is no CI at all, set ci to none`),
    ...requiredChecks.flatMap((required) => {
      const ignored = all.length > 0 ? undefined : ignoreChecks.find((glob) => matchesAllOf(glob, required));
      return ignored === undefined
        ? []
        : [`${quote(required)} is required, and ${quote(ignored)} ignores it: leave out one of them`];
    }),
    ...requiredChecks
      .filter((required) => statusContext !== '' && required === statusContext)
      .map((own) => `${quote(own)} is required, and it is the status that LoopForge sets itself, which never counts`),
  ];
}

/** No glob holds it, and no glob is as long as so many. */
const ANY = '\u0001';

/** Whether one glob matches all that another matches: its shortest name, and one too long for a number of `?`. */
function matchesAllOf(glob: string, other: string): boolean {
  const names = ['', ANY.repeat(300)].map((run) => other.replaceAll('?', ANY).replaceAll('*', run));
  return names.every((name) => matchesAny([glob], name));
}
