import { LoopForgeError, type Mirror, type MirrorSettings } from '../../core/model.ts';
import type { MirrorAccess } from '../github/index.ts';
import { BoundedCopies } from './bounded-copies.ts';
import { problemsOfMirror } from './mirror-problems.ts';
import { secretsIn } from './mirror-secrets.ts';
import { openMirrorStore } from './open-mirror-store.ts';

export interface OpenMirror extends Mirror {
  /** Ends the connection, whatever is under way on it. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a mirror. Its driver is loaded then, and no other's; nothing is asked of it yet.
 * @throws LoopForgeError `input_invalid`, `driver_missing`
 */
export async function openMirror(settings: MirrorSettings, access: MirrorAccess): Promise<OpenMirror> {
  const { wrong, missing } = problemsOfMirror(settings, access);
  const [problem] = [...wrong, ...missing];
  if (problem !== undefined) throw new LoopForgeError('input_invalid', problem);
  const store = await (access.openStore ?? openMirrorStore)(settings, access);
  const copies = new BoundedCopies(store.repository, { name: settings.mirror, secrets: secretsIn(access.url) });
  return { copies, close: () => store.close() };
}
