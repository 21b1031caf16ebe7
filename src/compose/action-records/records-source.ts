import type { GitHub } from '../../adapters/github/github.ts';
import type { ActionRequest, ExportCommand, ListCommand } from '../github/index.ts';
import type { RecordSource } from '../sources/index.ts';

/** The records of the repository that the run is about, or that of the item that was named. */
export async function recordsSource(
  request: ActionRequest,
  { number }: ListCommand | ExportCommand,
  github: GitHub,
): Promise<RecordSource> {
  // Not by its door: behind that is every store, and the action reads GitHub alone.
  const { itemsSource, repositorySource } = await import('../sources/github-sources.ts');
  const { owner, repo, settings: inputs, configPath, configNamed, context } = request;
  const access = { connect: () => github, settings: { inputs, configPath, configNamed, context } };
  return number === null ? repositorySource({ owner, repo }, access) : itemsSource([{ owner, repo, number }], access);
}
