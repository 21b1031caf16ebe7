import { isObject, type Json } from '../json.ts';
import type { Item } from '../world/model.ts';
import { after, bodyOf, type Call, itemOf, need, needRead, param, text } from './call.ts';
import { paged } from './paging.ts';
import { renderIssue } from './render-item.ts';
import { renderPull, renderPullSimple } from './render-pull.ts';
import { renderLabel, renderLabels } from './render-repo.ts';
import { created, invalid, notFound, ok, RestError } from './reply.ts';
import type { Routes } from './routes.ts';

export const itemRoutes: Routes = {
  'issues/get': (call) => {
    const moved = call.repo.moved.get(Number(param(call, 'issue_number')));
    if (moved !== undefined) {
      const location = `${call.view.urls.api}/repos/${moved.repo}/issues/${moved.number}`;
      throw new RestError(301, 'Moved Permanently', null, { location });
    }
    const item = itemOf(call);
    needRead(call, item);
    return ok(renderIssue(call.view, call.repo, item));
  },
  'issues/list-for-repo': (call) => {
    need(call, 'issues', 'read');
    return paged(call, listed(call, [...call.repo.items.values()]), (item) => renderIssue(call.view, call.repo, item));
  },
  'issues/list-labels-on-issue': (call) => {
    const item = itemOf(call);
    needRead(call, item);
    const labels = call.repo.labels.filter((label) => item.labels.includes(label.name));
    return paged(call, labels, (label) => renderLabel(call.view, call.repo, label));
  },
  'issues/add-labels': (call) => {
    const item = labelled(call);
    const by = { by: call.view.viewer.login };
    for (const name of labelNames(bodyOf(call)['labels'] ?? [])) call.world.label(item.number, name, by);
    return ok(labelsNow(call, item));
  },
  'issues/remove-label': (call) => {
    const item = labelled(call);
    const name = param(call, 'name');
    if (!item.labels.includes(name)) throw new RestError(404, 'Label does not exist');
    call.world.unlabel(item.number, name, { by: call.view.viewer.login });
    return ok(labelsNow(call, item));
  },
  'issues/create-label': (call) => {
    need(call, 'issues', 'write');
    const name = text(call, 'name');
    if (call.repo.labels.some((label) => label.name.toLowerCase() === name.toLowerCase())) {
      throw new RestError(422, 'Validation Failed', [{ resource: 'Label', code: 'already_exists', field: 'name' }]);
    }
    const color = text(call, 'color') || 'ededed';
    if (!/^[0-9a-f]{6}$/i.test(color)) throw invalid('Label', 'color', 'color is invalid');
    call.world.createLabel(name, { color, description: text(call, 'description') });
    const { view, repo } = after(call);
    const label = repo.labels.find((one) => one.name === name);
    if (label === undefined) throw notFound();
    return created(renderLabel(view, repo, label));
  },
  'pulls/get': (call) => {
    need(call, 'pull_requests', 'read');
    const pull = itemOf(call, 'pull_number');
    if (pull.kind !== 'pull') throw notFound();
    return ok(renderPull(call.view, call.repo, pull));
  },
  'pulls/list': (call) => {
    need(call, 'pull_requests', 'read');
    const pulls = listed(call, [...call.repo.items.values()]).flatMap((item) => (item.kind === 'pull' ? [item] : []));
    const { query } = call;
    const wanted = pulls.filter(
      (pull) =>
        (query.get('base') ?? pull.base) === pull.base &&
        (query.get('head') ?? `${pull.headRepo.split('/')[0]}:${pull.headRef}`) ===
          `${pull.headRepo.split('/')[0]}:${pull.headRef}`,
    );
    return paged(call, wanted, (pull) => renderPullSimple(call.view, call.repo, pull));
  },
};

/** The filters and the order that both list routes share; newest first unless asked otherwise. */
function listed(call: Call, items: readonly Item[]): readonly Item[] {
  const { query } = call;
  const unsupported = ['milestone', 'assignee', 'type', 'creator', 'mentioned', 'issue_field_values'];
  for (const name of unsupported) if (query.has(name)) throw new Error(`the fake cannot filter by ${name}`);
  const state = query.get('state') ?? 'open';
  const labels = (query.get('labels') ?? '').split(',').filter((name) => name !== '');
  const since = query.get('since') ?? '';
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  return items
    .filter((item) => state === 'all' || (item.state === 'open') === (state === 'open'))
    .filter((item) => item.updatedAt >= since && labels.every((name) => item.labels.includes(name)))
    .toSorted((a, b) => sign * (a[key].localeCompare(b[key]) || a.number - b.number));
}

function labelled(call: Call): Item {
  const item = itemOf(call);
  need(call, item.kind === 'pull' ? 'pull_requests' : 'issues', 'write', 'triage');
  return item;
}

function labelsNow(call: Call, item: Item): readonly Json[] {
  const { view, repo } = after(call);
  return renderLabels(view, repo, repo.items.get(item.number)?.labels ?? []);
}

function labelNames(labels: Json): readonly string[] {
  if (!Array.isArray(labels)) return [];
  return labels.map((label: Json) => (isObject(label) ? String(label['name']) : String(label)));
}
