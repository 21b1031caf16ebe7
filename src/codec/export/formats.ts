import { LoopForgeError } from '../../core/model.ts';
import type { ExportFormat, ExportFormatName } from './format.ts';

/** Each format's file, loaded where it is asked for, so that a run loads no other's packages. */
const FORMATS: { readonly [name in ExportFormatName]?: () => Promise<ExportFormat> } = {
  ndjson: async () => (await import('./ndjson.ts')).ndjson,
  csv: async () => (await import('./csv.ts')).csv,
  json: async () => (await import('./json.ts')).json,
  cloudevents: async () => (await import('./cloudevents.ts')).cloudevents,
  ocsf: async () => (await import('./ocsf.ts')).ocsf,
};

/** The format of a name. */
export async function loadFormat(name: ExportFormatName): Promise<ExportFormat> {
  const load = FORMATS[name];
  if (load === undefined) throw new LoopForgeError('internal', `There is no format "${name}" yet.`);
  return await load();
}
