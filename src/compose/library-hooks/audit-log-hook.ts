import { resolve } from 'node:path';
import { LoopForgeError } from '../../core/model.ts';
import type { Hook } from '../../usecase/library/index.ts';
import { asLibraryHook } from './as-library-hook.ts';

/** Where the lines go: to the end of a file, or to a function that is given each of them. */
export type AuditLogOptions = { readonly path: string } | { readonly log: (line: string) => void };

/**
 * A hook that writes one line of JSON for each step, with all that its entry holds. Lines of several processes that write
 * one file stand whole beside each other. The file is made, and its folder; a relative path begins where the process is now.
 * @throws LoopForgeError `input_invalid` for options that are none
 * @example
 * service.addHook(auditLog({ path: 'logs/audit.ndjson' }));
 */
export function auditLogHook(options: AuditLogOptions): Hook {
  const target = checkedTarget(options);
  return asLibraryHook(async () => {
    const { auditLog } = await import('../../adapters/hook/audit-log.ts');
    return auditLog(target);
  });
}

function checkedTarget(options: AuditLogOptions): AuditLogOptions {
  if ('path' in options && typeof options.path === 'string' && options.path !== '') {
    return { path: resolve(options.path) };
  }
  if ('log' in options && typeof options.log === 'function') return options;
  throw new LoopForgeError('input_invalid', 'An audit log needs "path", a file, or "log", a function.');
}
