import { isUnread } from '../../../compose/sources/index.ts';
import { LoopForgeError, type LoopRecord } from '../../../core/model.ts';
import { itemNameOf } from '../../../usecase/query/index.ts';
import { openNamedSource, type SourceOptions, wrongUse } from '../../arguments/index.ts';
import { cancelOnInterrupt, type Terminal } from '../../terminal/index.ts';

/**
 * The one record that is meant: by its id, by its ref, or where there is but one without a name.
 * @throws LoopForgeError `record_not_found`, `input_invalid`, `cancelled`, and why it cannot be read
 */
export async function findRecord(
  name: string | undefined,
  options: SourceOptions,
  terminal: Terminal,
): Promise<LoopRecord> {
  const { from, file } = options;
  if (from === undefined || file !== undefined) return onlyRecord(name, options, terminal);
  if (name === undefined) throw wrongUse('show', 'Which record? Write its id or its ref.');
  const { recordInStore } = await import('../../../compose/cli/show.ts');
  return recordInStore(from, name, terminal.env);
}

/** A file is read to its end, since it may hold another of the same name. */
async function onlyRecord(name: string | undefined, options: SourceOptions, terminal: Terminal): Promise<LoopRecord> {
  const cancellation = cancelOnInterrupt(terminal);
  const source = await openNamedSource([], options, { command: 'show', terminal, cancellation });
  let found: LoopRecord | null = null;
  let problem: LoopForgeError | null = null;
  try {
    for await (const each of source.records()) {
      if (cancellation.isRequested()) throw new LoopForgeError('cancelled', 'Stopped.');
      if (isUnread(each)) {
        if (name === undefined || name === each.id) problem ??= new LoopForgeError(each.code, each.problem);
      } else if (name === undefined || isNamed(each, name)) {
        if (found !== null) throw several(source.name, name);
        found = each;
      }
    }
  } finally {
    await source.close();
  }
  if (found !== null) return found;
  throw problem ?? new LoopForgeError('record_not_found', `There is no record ${name ?? ''} in ${source.name}.`);
}

function isNamed(record: LoopRecord, name: string): boolean {
  return [record.record_id, record.ref, itemNameOf(record)].includes(name);
}

function several(source: string, name: string | undefined): LoopForgeError {
  const what = name === undefined ? 'several records' : `several records ${name}`;
  return wrongUse('show', `${source} holds ${what}. Name one by its id.`);
}
