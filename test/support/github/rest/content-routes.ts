import { after, type Call, need, param, text } from './call.ts';
import { blobSha, commitOf, renderFile } from './content.ts';
import { notFound, ok, type Reply, RestError } from './reply.ts';
import type { Routes } from './routes.ts';

export const contentRoutes: Routes = {
  'repos/get-content': (call) => {
    need(call, 'contents', 'read');
    const sha = commitOf(call.repo, call.query.get('ref') ?? call.repo.defaultBranch);
    const file = call.repo.commits.get(sha ?? '')?.files.get(param(call, 'path'));
    if (file === undefined) throw notFound();
    return ok(renderFile(call.view, call.repo, param(call, 'path'), file));
  },
  'repos/create-or-update-file-contents': (call) => putContents(call),
};

/** Writes a file on the default branch; the blob's sha must be named where there is a file, as on GitHub. */
function putContents(call: Call): Reply {
  need(call, 'contents', 'write');
  const path = param(call, 'path');
  const { repo: before } = after(call);
  const branch = text(call, 'branch') || before.defaultBranch;
  if (branch !== before.defaultBranch) throw new Error('the fake writes files on the default branch only');
  const old = before.commits.get(before.branches.get(branch) ?? '')?.files.get(path);
  const sha = text(call, 'sha');
  if (old !== undefined && sha === '') throw new RestError(422, `Invalid request.\n\n"sha" wasn't supplied.`);
  if (sha !== '' && (old === undefined || blobSha(old) !== sha))
    throw new RestError(409, `${path} does not match ${sha}`);
  const file = Buffer.from(text(call, 'content'), 'base64').toString('utf8');
  const commit = call.world.putFile(path, file, { by: call.view.viewer.login });
  const { view, repo } = after(call);
  const { content: _, encoding: __, ...content } = renderFile(view, repo, path, file);
  return { status: old === undefined ? 201 : 200, body: { content, commit: { sha: commit } } };
}
