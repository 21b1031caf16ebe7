import type { SourceOptions } from '../../arguments/index.ts';
import type { Terminal } from '../../terminal/index.ts';

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

function withoutSecrets(address: string): string {
  return address.replace(/(?<=\/\/)[^/?#]*@/, '').replace(/(?<=[?&][^=&]*(?:pass|secret|key|token)[^=&]*=)[^&]*/gi, '');
}
