import type { SourceOptions } from '../../arguments/index.ts';
import type { Terminal } from '../../terminal/index.ts';
import { withoutSecrets } from './without-secrets.ts';

/**
 * What a command line reads, as a text by which another run knows that it reads the same. It is written into a file, and so
 * holds nothing that opens a store.
 */
export function sourceKey(names: readonly string[], options: SourceOptions, { env }: Pick<Terminal, 'env'>): string {
  const { from, file, repo, config, trustedAuthor } = options;
  const place = from === undefined ? { file } : { from: withoutSecrets(from) };
  const api = env['GITHUB_API_URL'];
  return JSON.stringify({ names, ...place, repo, config, trustedAuthor, api });
}

/**
 * Which export a watermark's file is of, as a line for people: another one would leave out what this one has. A file of
 * records may have another name the next time.
 */
export function feedName(names: readonly string[], { from, file, repo = '' }: SourceOptions, format: string): string {
  const onGitHub = from === undefined && file === undefined;
  const place = file === undefined ? withoutSecrets(from ?? repo) : 'a file';
  const text = [format, 'of', place, ...names].join(' ').replace(/\s+/g, ' ');
  return onGitHub ? text.toLowerCase() : text;
}
