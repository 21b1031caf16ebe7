import type { RunRef } from '../../core/model.ts';
import { codePage } from '../../core/outcome/index.ts';
import { codeSpan } from './escape.ts';

/** A web address of a repository, taken apart: nothing else in a report is ever linked. */
const REPO_URL = /^(https?:\/\/[a-z0-9.-]+(?::\d+)?)\/[\w.-]+\/[\w.-]+$/i;
const RUN_PATH = /^\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+(?:\/attempts\/\d+)?$/;
const COMMENT_PATH = /^\/(?:issues|pull)\/\d+#issuecomment-\d+$/;

/** `text` linked to the log of a run, where that is of the repository's own server. `text` is Markdown already. */
export function runLink(text: string, run: RunRef | null, repoUrl: string): string {
  const server = REPO_URL.exec(repoUrl)?.[1];
  const isOurs = run !== null && server !== undefined && follows(run.url, server, RUN_PATH);
  return isOurs ? `[${text}](${run.url})` : text;
}

const OUR_CODE = /^[a-z_]{1,40}$/;

/** A code, linked to where it is explained; a word that is none of ours is not. */
export function codeLink(code: string): string {
  return OUR_CODE.test(code) ? `[\`${code}\`](${codePage(code)})` : codeSpan(code);
}

/** `text` linked to where a code is explained; nothing for a word that is none of ours. */
export function explanation(text: string, code: string): string {
  return OUR_CODE.test(code) ? `[${text}](${codePage(code)})` : '';
}

/** `text` linked to a comment of the repository, or the bare text. */
export function commentLink(text: string, url: string | null, repoUrl: string): string {
  return url !== null && REPO_URL.test(repoUrl) && follows(url, repoUrl, COMMENT_PATH) ? `[${text}](${url})` : text;
}

/** `pull request 43` or `issue 42`, linked. GitHub redirects where one is in truth the other. */
export function itemLink(kind: 'issue' | 'pull request', number: number, repoUrl: string): string {
  const text = `${kind} ${number}`;
  const folder = kind === 'issue' ? 'issues' : 'pull';
  return REPO_URL.test(repoUrl) ? `[${text}](${repoUrl}/${folder}/${number})` : text;
}

function follows(url: string, base: string, path: RegExp): boolean {
  return url.startsWith(base) && path.test(url.slice(base.length));
}
