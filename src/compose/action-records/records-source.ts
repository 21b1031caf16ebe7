import type { GitHub } from '../../adapters/github/github.ts';
import type { ActionRequest, ExportCommand, ListCommand } from '../github/index.ts';
import { itemsSource, type RecordSource, repositorySource } from '../sources/index.ts';

/** The records of the repository that the run is about, or that of the item that was named. */
export function recordsSource(
  request: ActionRequest,
  { number }: ListCommand | ExportCommand,
  github: GitHub,
): RecordSource {
  const { owner, repo, settings: inputs, configPath, configNamed, context } = request;
  const access = { connect: () => github, settings: { inputs, configPath, configNamed, context } };
  return number === null ? repositorySource({ owner, repo }, access) : itemsSource([{ owner, repo, number }], access);
}
