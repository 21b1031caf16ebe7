import { LoopForgeError, type StateLabel } from '../../../core/model.ts';
import { CONVERSATION_PERMISSIONS, type RestCall, type Session } from '../client/index.ts';

/**
 * Leaves exactly one label with the prefix on the item: the state's. No request where that is so already. GitHub makes
 * a label that does not exist yet.
 */
export async function setStateLabel(session: Session, number: number, label: StateLabel): Promise<void> {
  const wanted = `${label.prefix}${label.state}`;
  const ours = label.current.filter((name) => name.startsWith(label.prefix));
  if (!ours.includes(wanted)) {
    await send(session, number, 'POST /repos/{owner}/{repo}/issues/{issue_number}/labels', { labels: [wanted] });
  }
  for (const name of ours.filter((one) => one !== wanted)) await remove(session, number, name);
}

async function remove(session: Session, number: number, name: string): Promise<void> {
  try {
    await send(session, number, 'DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}', { name });
  } catch (error) {
    const gone = error instanceof LoopForgeError && error.code === 'not_found';
    if (!gone) throw error;
  }
}

function send(session: Session, number: number, route: RestCall['route'], params: RestCall['params']) {
  return session.rest({
    route,
    params: { issue_number: number, ...params },
    what: `set the state label of ${session.name}#${number}`,
    needs: CONVERSATION_PERMISSIONS,
    kind: 'mark',
  });
}
