import { posix } from 'node:path';
import type { SourceFile } from './source-file.ts';

/**
 * Text in quotes, a regular expression, or a comment: whichever begins first. So `'src/*.ts'` opens no comment, and a quote
 * in a comment or in an expression opens no text.
 */
const QUOTED = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`/;
const EXPRESSION = /(?<=[=(,:;!&|?{}[>]\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//;
const COMMENT = /\/\*[\s\S]*?\*\/|\/\/.*/;
const TOKEN = new RegExp([QUOTED, EXPRESSION, COMMENT].map(({ source }) => source).join('|'), 'g');

/** The forms of an import; the linter's formatting lets the first two begin a line. */
const FORMS = [
  /^(?:import|export)\s[\w$\s{},*]*?\bfrom\s*['"](?<module>[^'"\n]+)['"]/gm,
  /^import\s*['"](?<module>[^'"\n]+)['"]/gm,
  /\bimport\(\s*['"](?<module>[^'"\n]+)['"]/g,
];

/** A file's code with its comments left out. */
export function withoutComments(text: string): string {
  return text.replaceAll(TOKEN, (token) => (/^\/[*/]/.test(token) ? '' : token));
}

/** What a file imports or passes on, each once and as it is written: types too, and what `import()` loads late. */
export function importsOf({ text }: SourceFile): readonly string[] {
  const code = withoutComments(text);
  return [...new Set(FORMS.flatMap((form) => [...code.matchAll(form)].map(({ groups }) => groups?.['module'] ?? '')))];
}

/** Those of its imports that are files of the tree, as paths. */
export function localImports(file: SourceFile): readonly string[] {
  return importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => posix.join(posix.dirname(file.path), name));
}
