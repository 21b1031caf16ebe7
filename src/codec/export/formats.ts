import type { ExportFormat, ExportFormatName } from './format.ts';

/** Each format's file, loaded where it is asked for, so that a run loads no other's packages. */
const FORMATS: { readonly [name in ExportFormatName]: () => Promise<ExportFormat> } = {
  ndjson: async () => (await import('./ndjson.ts')).ndjson,
  json: async () => (await import('./json.ts')).json,
  csv: async () => (await import('./csv.ts')).csv,
  xlsx: async () => (await import('./xlsx.ts')).xlsx,
  cloudevents: async () => (await import('./cloudevents.ts')).cloudevents,
  ocsf: async () => (await import('./ocsf.ts')).ocsf,
};

/** The format of a name. */
export async function loadFormat(name: ExportFormatName): Promise<ExportFormat> {
  return await FORMATS[name]();
}
