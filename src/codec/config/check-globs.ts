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

/** What a setting is called where it was read. */
export type NameOf = (key: 'requiredChecks' | 'ignoreChecks' | 'statusContext') => string;

/** What is wrong with the globs of the settings on checks, each for itself and all taken together. */
export function problemsOfChecks(patch: SettingsPatch, nameOf: NameOf): readonly string[] {
  const { requiredChecks = [], ignoreChecks = [], statusContext = '' } = patch;
  const [required, ignored] = [nameOf('requiredChecks'), nameOf('ignoreChecks')];
  const ignoresAll = ignoreChecks.filter((glob) => /^\*+$/.test(glob));
  const isOwn = (glob: string): boolean => statusContext !== '' && glob === statusContext;
  return [
    ...oddGlobs(requiredChecks).map((problem) => `${required}: ${problem}`),
    ...oddGlobs(ignoreChecks).map((problem) => `${ignored}: ${problem}`),
    ...ignoresAll.map((glob) => `${ignored}: ${quote(glob)} ignores every check; where there is no CI, set ci to none`),
    ...(ignoresAll.length > 0 ? [] : bothWays(requiredChecks, ignoreChecks)).map(
      ([one, other]) =>
        `${required}: ${quote(one)} is also ignored, by ${quote(other)} of ${ignored}; leave out one of them`,
    ),
    ...requiredChecks
      .filter(isOwn)
      .map(
        (own) =>
          `${required}: ${quote(own)} is what LoopForge sets itself (${nameOf('statusContext')}), and never counts`,
      ),
  ];
}

function oddGlobs(globs: readonly string[]): readonly string[] {
  return globs.flatMap((glob) => {
    const problem = problemOfGlob(glob);
    return problem === null ? [] : [`${quote(glob)} ${problem}`];
  });
}

/** What is required, with what ignores all of it. */
function bothWays(required: readonly string[], ignored: readonly string[]): readonly (readonly [string, string])[] {
  return required.flatMap((one) => {
    const other = ignored.find((glob) => matchesAllOf(glob, one));
    return other === undefined ? [] : [[one, other] as const];
  });
}

/** No glob holds it, and no glob is as long as so many. */
const ANY = '\u0001';

/** Whether one glob matches all that another matches: its shortest name, and one too long for a number of `?`. */
function matchesAllOf(glob: string, other: string): boolean {
  const names = ['', ANY.repeat(300)].map((run) => other.replaceAll('?', ANY).replaceAll('*', run));
  return names.every((name) => matchesAny([glob], name));
}
