import { resolve } from 'node:path';
import { entryLine } from '../../codec/hook/index.ts';
import { jsonLine } from '../../codec/text/index.ts';
import { type DeliveryHook, type HookNews, type HookVerdict, quote } from '../../core/model.ts';
import { appendLines } from './append-lines.ts';

/** Where the lines go: to the end of a file, or wherever a function puts each of them. */
export type AuditLogTarget = { readonly path: string } | { readonly log: (line: string) => void };

/**
 * Writes one line of JSON for every entry, of every kind, with all that the entry holds. The lines of one call are appended
 * in one piece, so that those of several processes stand whole beside each other.
 * @param target a path is taken from the folder that the process is in now; the file is made, with its folder
 */
export function auditLog(target: AuditLogTarget): DeliveryHook {
  const write = 'path' in target ? toFile(resolve(target.path)) : toLog(target.log);
  return { name: 'audit-log', sink: null, tell: (news) => tell(write, news) };
}

type Write = (lines: readonly string[]) => Promise<void> | void;

function toFile(path: string): Write {
  return (lines) => appendLines(path, lines);
}

function toLog(log: (line: string) => void): Write {
  return async (lines) => {
    // Whoever keeps a service's log may do so in a promise, whose failure would else be nobody's and end the process.
    for (const line of lines) await log(line);
  };
}

async function tell(write: Write, { record, entries }: HookNews): Promise<HookVerdict> {
  try {
    await write(entries.map((entry) => jsonLine(entryLine(record, entry, 'clear'))));
    const message = entries.length === 1 ? '1 line was written.' : `${entries.length} lines were written.`;
    return { upTo: entries.at(-1)?.seq ?? null, ok: true, message };
  } catch (error) {
    const why = error instanceof Error ? error.message : quote(error);
    return { upTo: null, ok: false, message: `The audit log could not be written: ${why}.` };
  }
}
