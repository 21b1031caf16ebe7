import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { ExportFormatName } from '../../../src/codec/export/format.ts';
import { readWatermark } from '../../../src/codec/export-run/watermark.ts';
import type { ExportOrder } from '../../../src/compose/export/export-order.ts';
import { type ExportOutcome, exportTo } from '../../../src/compose/export/export-to.ts';
import type { RecordSource, UnreadRecord } from '../../../src/compose/sources/record-source.ts';
import type { LoopRecord } from '../../../src/core/record/record.ts';
import type { Instant } from '../../../src/core/values/instant.ts';
import { EVERY_RECORD } from '../../../src/usecase/query/record-query.ts';

/** What an export in a test is asked for; what is left out is the usual. */
export interface Asked {
  readonly format?: ExportFormatName;
  /** A watermark, as it is written. */
  readonly since?: string | null;
  readonly until?: Instant | null;
  readonly began?: Instant;
  readonly restart?: boolean;
  readonly watermarkPath?: string | null;
  readonly query?: Partial<ExportOrder['query']>;
  /** Stops it once so many records have been read. */
  readonly stopAfter?: number;
  readonly pseudonyms?: ExportOrder['pseudonyms'];
}

/** Long after the records of the tests. */
const LATER: Instant = '2026-12-24T12:00:00Z';

/** A folder of this test alone. */
export function ownFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'loopforge-export-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** A source that holds these; `between` is called before each. */
export function sourceOf(
  records: readonly (LoopRecord | UnreadRecord)[],
  between: (index: number) => void = () => {},
): RecordSource {
  return {
    name: 'a test',
    records: async function* () {
      for (const [index, record] of records.entries()) {
        between(index);
        yield record;
      }
    },
    close: async () => {},
  };
}

/** Exports to a file, as the command line does. */
export async function exportAs(
  path: string,
  source: RecordSource,
  asked: Asked = {},
): Promise<ExportOutcome & { readonly unread: readonly UnreadRecord[] }> {
  const { format = 'ndjson', since = null, until = null, began = LATER, restart = false, watermarkPath = null } = asked;
  const unread: UnreadRecord[] = [];
  let count = 0;
  const query = { ...EVERY_RECORD, ...asked.query };
  const order = {
    format,
    query,
    since: since === null ? null : readWatermark(since),
    until,
    pseudonyms: asked.pseudonyms ?? null,
  };
  const outcome = await exportTo(
    { kind: 'file', path, restart },
    {
      ...{ source, order, began, watermarkPath, sourceKey: 'test' },
      isCancelled: () => asked.stopAfter !== undefined && count >= asked.stopAfter,
      seen: (seen) => {
        count = seen;
      },
      unread: (each) => unread.push(each),
    },
  );
  return { ...outcome, unread };
}
