import type { Json, JsonObject } from '../json.ts';
import type { View } from '../view.ts';
import type { Match } from './description.ts';
import { renderApp, renderUser } from './render-account.ts';
import { forbidden, notFound, ok, type Reply } from './reply.ts';

/** Routes that belong to no repository. */
export const accountRoutes: { readonly [operationId: string]: (view: View, params: Match['params']) => Reply } = {
  'apps/get-by-slug': (view, params) => {
    const app = view.state.apps.get(params['app_slug'] ?? '');
    if (app === undefined) throw notFound();
    return ok(renderApp(view, app));
  },
  'users/get-authenticated': (view) => {
    if (view.viewer.kind === 'app') throw forbidden();
    return ok({ ...renderUser(view, view.viewer.login), ...PROFILE });
  },
  'rate-limit/get': () => {
    const rate = { limit: 15_000, remaining: 15_000, reset: 4_102_444_800, used: 0 };
    const resources: JsonObject = { core: rate, graphql: rate, search: rate };
    return ok({ resources, rate });
  },
};

const PROFILE: { readonly [key: string]: Json } = {
  name: null,
  company: null,
  blog: null,
  location: null,
  email: null,
  hireable: null,
  bio: null,
  public_repos: 1,
  public_gists: 0,
  followers: 0,
  following: 0,
  created_at: '2011-01-25T18:44:36Z',
  updated_at: '2011-01-25T18:44:36Z',
};
