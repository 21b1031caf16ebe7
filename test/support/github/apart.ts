import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ManyRecords } from '../many-records.ts';

/** A fake GitHub full of records, in a process of its own: what it holds is none of the memory of whoever asks it. */
export interface GitHubApart extends AsyncDisposable {
  /** What `GITHUB_API_URL` should say. */
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** All requests since this was asked last, such as `GraphQL ListIssues`. */
  requests(): Promise<readonly string[]>;
}

/** The first line that the process prints; after it one for each line that it reads, with the names of requests. */
export interface Place {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
}

const PROCESS = fileURLToPath(new URL('apart-process.ts', import.meta.url));

/** Starts one on a free port of 127.0.0.1, with the repository `acme/widgets`. Takes some 7 ms a record of 20 entries. */
export async function startApart(records: ManyRecords): Promise<GitHubApart> {
  const child = spawn(process.execPath, [PROCESS, JSON.stringify(records)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async (): Promise<string> => {
    const { done, value } = await lines.next();
    if (done === true) throw new Error('the fake GitHub ended');
    return value;
  };
  const place: Place = JSON.parse(await line());
  return {
    ...place,
    async requests() {
      child.stdin.write('\n');
      const names: readonly string[] = JSON.parse(await line());
      return names;
    },
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
