import { type Mirror, type MirrorSettings, type Mirrors, WAITS } from '../../core/model.ts';
import type { MirrorAccess } from '../github/index.ts';
import type { OpenMirror } from './open-mirror.ts';

/** The mirrors of one run: whatever the items, each is opened once, when the first copy is looked at. */
export class MirrorConnections implements Mirrors {
  readonly #access: MirrorAccess;
  readonly #fork: boolean;
  readonly #opened = new Map<string, Promise<OpenMirror>>();

  /** @param fork the event is one that GitHub gives no secrets to */
  constructor(access: MirrorAccess, { fork }: { readonly fork: boolean }) {
    this.#access = access;
    this.#fork = fork;
  }

  isWithheld({ mirror }: MirrorSettings): boolean {
    const { url, region, hasCredentials } = this.#access;
    if (!this.#fork) return false;
    return mirror === 'dynamodb' ? region === '' || !hasCredentials : url === '';
  }

  /** @throws LoopForgeError `input_invalid`, `driver_missing` */
  open(settings: MirrorSettings): Promise<Mirror> {
    const key = `${settings.mirror} ${settings.mirrorTable}`;
    const opened = this.#opened.get(key) ?? this.#openFirst(settings);
    this.#opened.set(key, opened);
    return opened;
  }

  /** Ends all connections. Never fails: what was to be stored is stored, or was told of. */
  async close(): Promise<void> {
    if (this.#opened.size === 0) return;
    const closed = [...this.#opened.values()].map(async (opening) => (await opening).close());
    const { promise: tooLate, resolve } = Promise.withResolvers<void>();
    const timeout = setTimeout(resolve, WAITS.mirror.closeMs);
    await Promise.race([Promise.allSettled(closed), tooLate]);
    clearTimeout(timeout);
  }

  async #openFirst(settings: MirrorSettings): Promise<OpenMirror> {
    const { openMirror } = await import('./open-mirror.ts');
    return openMirror(settings, this.#access);
  }
}
