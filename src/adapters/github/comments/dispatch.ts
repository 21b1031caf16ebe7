import type { DispatchEvent } from '../../../core/model.ts';
import type { Session } from '../client/index.ts';

/**
 * Fires a `repository_dispatch`, one of the few events that a workflow's own token may fire. Twice is no harm: whoever is
 * started knows by the payload what it is about, so the request may be repeated.
 * https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event
 */
export async function sendDispatch(session: Session, { type, payload }: DispatchEvent): Promise<void> {
  await session.rest({
    route: 'POST /repos/{owner}/{repo}/dispatches',
    params: { event_type: type, client_payload: payload },
    what: `send the repository_dispatch ${type}`,
    needs: 'contents: write',
    kind: 'mark',
  });
}
