import { auditLog } from '../../adapters/hook/audit-log.ts';
import type { DeliveryHook, HookSettings } from '../../core/model.ts';
import type { HookContext } from './hook-context.ts';

/** A file of the job's workspace, or the job's own log. */
export function openAuditLog(settings: HookSettings, { request: { log } }: HookContext): DeliveryHook {
  return auditLog(settings.auditLog === 'log' ? { log } : { path: settings.auditLog });
}
