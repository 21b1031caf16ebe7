import { LoopForgeError } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';

/** Whether the account may write to the repository now; null: the token may not know, or the account is gone. */
export function mayWrite(session: Session, login: string): Promise<boolean | null> {
  return unlessUntold(async () => {
    const { data } = await session.restRead({
      route: 'GET /repos/{owner}/{repo}/collaborators/{username}/permission',
      params: { username: login },
      what: `read the permission of ${login}`,
      needs: 'metadata: read',
    });
    return ['admin', 'write'].includes(data.text('permission'));
  });
}

/** The id of the app whose bot bears the login; null: there is none, or the token may not know. */
export function appOf(session: Session, login: string): Promise<string | null> {
  return unlessUntold(async () => {
    const { data } = await session.restRead({
      route: 'GET /apps/{app_slug}',
      params: { app_slug: login },
      what: `read the app ${login}`,
      needs: 'metadata: read',
    });
    return data.id('id');
  });
}

async function unlessUntold<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    const untold = error instanceof LoopForgeError && ['not_found', 'permission_missing'].includes(error.code);
    if (untold) return null;
    throw error;
  }
}
