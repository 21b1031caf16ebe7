import { isObject, type Json, type JsonObject } from '../json.ts';
import { apiUrl, type View } from '../view.ts';
import { findAccount, roleOf } from '../world/hub.ts';
import type { StatusState } from '../world/model-checks.ts';
import type { RepoState } from '../world/state.ts';
import { suiteStanding } from '../world/workflow-runs.ts';
import { after, bodyOf, type Call, need, numberParam, param, text } from './call.ts';
import { commitOf } from './content.ts';
import { paged } from './paging.ts';
import { renderUser } from './render-account.ts';
import { renderFullRepo } from './render-repo.ts';
import { renderRun, renderStatus, suiteOf } from './render-run.ts';
import { created, noContent, notFound, ok, RestError } from './reply.ts';
import type { Routes } from './routes.ts';

const STATES: readonly StatusState[] = ['error', 'failure', 'pending', 'success'];

export const repoRoutes: Routes = {
  'repos/get': (call) => ok(renderFullRepo(call.view, call.repo)),
  'repos/create-dispatch-event': (call) => {
    need(call, 'contents', 'write');
    const payload = bodyOf(call)['client_payload'];
    call.dispatched({ eventType: text(call, 'event_type'), payload: isObject(payload) ? payload : {} });
    return noContent();
  },
  'repos/create-commit-status': (call) => {
    need(call, 'statuses', 'write');
    if (!call.repo.commits.has(param(call, 'sha')))
      throw new RestError(422, `No commit found for SHA: ${param(call, 'sha')}`);
    const description = text(call, 'description');
    const targetUrl = text(call, 'target_url');
    const state = STATES.find((word) => word === text(call, 'state')) ?? 'pending';
    const id = call.world.status(param(call, 'sha'), text(call, 'context') || 'default', state, {
      by: call.view.viewer.login,
      ...(description === '' ? {} : { description }),
      ...(targetUrl === '' ? {} : { targetUrl }),
    });
    const { view, repo } = after(call);
    const status = repo.statuses.find((one) => one.databaseId === id);
    if (status === undefined) throw notFound();
    return created(renderStatus(view, repo, status));
  },
  'repos/list-commit-statuses-for-ref': (call) => {
    need(call, 'statuses', 'read');
    const sha = commitOf(call.repo, param(call, 'ref'));
    const all = call.repo.statuses.filter((status) => status.sha === sha).toReversed();
    return paged(call, all, (status) => renderStatus(call.view, call.repo, status));
  },
  'repos/get-collaborator-permission-level': (call) => {
    const who = findAccount(call.view.state, param(call, 'username'));
    if (who === undefined) throw notFound();
    const role = roleOf(call.repo, who.login);
    const permission = { triage: 'read', maintain: 'write' }[String(role)] ?? role;
    return ok({ permission, role_name: role, user: { ...renderUser(call.view, who.login), role_name: role } });
  },
  'git/get-ref': (call) => {
    need(call, 'contents', 'read');
    const sha = call.repo.branches.get(param(call, 'ref').replace(/^heads\//, ''));
    if (sha === undefined) throw notFound();
    return ok(renderRef(call.view, call.repo, `refs/${param(call, 'ref')}`, sha));
  },
  'git/create-ref': (call) => {
    need(call, 'contents', 'write');
    const ref = text(call, 'ref');
    const name = ref.replace(/^refs\/heads\//, '');
    if (call.world.state().branches.has(name)) throw new RestError(422, 'Reference already exists');
    if (!call.repo.commits.has(text(call, 'sha'))) throw new RestError(422, 'Object does not exist');
    call.world.createBranch(name, text(call, 'sha'));
    return created(renderRef(call.view, call.repo, ref, text(call, 'sha')));
  },
  'actions/get-workflow-run': (call) => {
    need(call, 'actions', 'read');
    const run = call.repo.runs.find((one) => one.databaseId === numberParam(call, 'run_id'));
    if (run === undefined) throw notFound();
    return ok(renderRun(call.view, call.repo, run));
  },
  'actions/list-workflow-runs-for-repo': (call) => {
    need(call, 'actions', 'read');
    const wrap = (page: readonly Json[], total: number) => ({ total_count: total, workflow_runs: page });
    return paged(call, runsOf(call), (run) => renderRun(call.view, call.repo, run), wrap);
  },
};

function runsOf({ query, repo }: Call) {
  for (const name of ['actor', 'created']) if (query.has(name)) throw new Error(`the fake cannot filter by ${name}`);
  const status = query.get('status');
  return repo.runs.toReversed().filter((run) => {
    const suite = suiteOf(repo, run);
    const standing = suiteStanding(repo, suite.databaseId);
    return (
      (query.get('head_sha') ?? suite.sha) === suite.sha &&
      (query.get('branch') ?? suite.branch) === suite.branch &&
      (query.get('event') ?? run.event) === run.event &&
      Number(query.get('check_suite_id') ?? suite.databaseId) === suite.databaseId &&
      (status === null || status === standing.status || status === standing.conclusion)
    );
  });
}

function renderRef(view: View, repo: RepoState, ref: string, sha: string): JsonObject {
  const object = { type: 'commit', sha, url: apiUrl(view, repo, 'git/commits', sha) };
  return { ref, node_id: `REF_${sha.slice(0, 12)}`, url: apiUrl(view, repo, 'git', ref), object };
}
