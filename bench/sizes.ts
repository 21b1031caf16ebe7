import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { filesLoadedWith } from '../scripts/loaded-together.ts';
import { figure, table } from './measure.ts';

/** Why something is loaded, by the source file that it begins with. */
const WHEN: { readonly [entryPoint: string]: string } = {
  'src/action/main.ts': 'by every run, at the start',
  'src/compose/action/run-command.ts': 'by every run, while it waits for the first answer',
  'src/action/post.ts': 'by every post step',
  'src/action/free-left-locks.ts': 'by the post step of a run that was cancelled under a lock',
  'src/adapters/github/client/proxy-fetch.ts': 'behind a proxy',
  'src/adapters/github/client/bulk.ts': 'by `sweep`',
  'src/adapters/github/items/sweep.ts': 'by `sweep`',
  'src/compose/action/run-verify.ts': 'by `verify`',
  'src/compose/action/report-verify.ts': 'by `verify`, at its end',
  'src/compose/action/run-repair.ts': 'by `repair`',
  'src/compose/action-records/index.ts': 'by `list` and `export`',
  'src/compose/sources/github-sources.ts': 'by `list` and `export` (their records)',
  'src/adapters/github/items/list.ts': 'by `list` and `export` (its requests)',
  'src/adapters/export-file/open-export.ts': 'by `export` (its file)',
  'src/adapters/export-file/stream-sink.ts': 'never by the action: the command line has it for its standard output',
  'src/adapters/export-file/replace-file.ts': 'by `export`, with its file',
  'src/codec/export/ndjson.ts': 'for `format: ndjson`',
  'src/codec/export/json.ts': 'for `format: json`',
  'src/codec/export/csv.ts': 'for `format: csv`',
  'src/codec/export/xlsx.ts': 'for `format: xlsx`',
  'src/codec/export/cloudevents.ts': 'for `format: cloudevents`',
  'src/codec/export/ocsf.ts': 'for `format: ocsf`',
  'src/action/inputs/records-command.ts': 'by `list` and `export`',
  'src/usecase/many/sweep.ts': 'by `sweep` (which items)',
  'src/adapters/system/memory.ts': 'by what runs over many items, before the rest',
  'src/adapters/github/evidence/evidence.ts': 'with the client of `sweep` and `verify`',
  'src/adapters/github/questions/permissions.ts': 'with the client of `sweep` and `verify`',
  'src/adapters/github/questions/ask.ts': 'where GitHub is asked more of a pull request',
  'src/adapters/github/evidence/beginnings.ts': 'where the first text of a comment is asked for',
  'src/usecase/find-record/refuse-foreign.ts': 'where a record comment is missing, doubled or edited from outside',
  'src/usecase/find-record/overwritten.ts': 'where a record comment was edited more often than the record says',
  'src/usecase/item-state/recovery-notes.ts': 'where overwritten or second records were found',
  'src/usecase/many/unlinked-pull.ts': 'for a pull request without a linked issue',
  'src/usecase/write/seal.ts': 'where a record outgrows its comment',
  'src/usecase/write/failed-round-error.ts': 'where a write fails for good',
  'src/compose/mirror/mirror-problems.ts': 'where `mirror` is set',
  'src/compose/mirror/open-mirror.ts': 'with the first copy to a mirror',
  'src/usecase/mirror/mirror-record.ts': 'with the first copy to a mirror',
  'src/adapters/store/dynamodb/repository.ts': 'for `mirror: dynamodb` (its store)',
  'src/adapters/store/postgres/repository.ts': 'for `mirror: postgres` (its store)',
  'src/adapters/store/redis/repository.ts': 'for `mirror: redis` (its store)',
  'node_modules/@smithy/core/dist-es/submodules/event-streams/index.js': 'never by us: the AWS SDK has it for streams',
  'node_modules/bowser/bowser.mjs': 'never by us: the AWS SDK has it for browsers',
  'src/codec/lifecycle/builtin.ts': 'where the input `to` is set',
  'src/codec/config/check-globs.ts': 'where an input names checks',
  'src/action/inputs/hook-access.ts': 'where a hook or the gate is given a secret',
  'src/codec/config/check-states.ts': 'where an input names states',
  'src/compose/hooks/open-hooks.ts': 'where hooks are set, with what is to be told',
  'src/compose/hooks/open-webhooks.ts': 'for `webhook-url`',
  'src/compose/hooks/open-slack.ts': 'for `slack-webhook-url`',
  'src/compose/hooks/open-audit-log.ts': 'for `audit-log`',
  'src/compose/hooks/open-metrics.ts': 'for `otlp-endpoint`',
  'src/adapters/hook/dispatch.ts': 'for `dispatch`',
  'src/adapters/github/comments/dispatch.ts': 'for `dispatch` (its request)',
  'src/usecase/deliver/tell-news.ts': 'where hooks are set',
  'src/usecase/deliver/deliver-news.ts': 'where a hook is told something',
  'src/core/record/append/outbox.ts': 'for `webhook-url` and `dispatch`, with what is appended',
  'src/usecase/gate/with-answers.ts': 'where a gate is set',
  'src/usecase/gate/ask-gate.ts': 'where the gate is asked',
  'src/compose/hooks/open-gate.ts': 'where the gate is asked (its client)',
  'late:yaml': 'for a config file in YAML',
  'late:pg': 'for `mirror: postgres`',
  'late:@redis/client': 'for `mirror: redis`',
  'late:@aws-sdk/client-dynamodb': 'for `mirror: dynamodb`',
};

/** What has nothing of a run behind it that is loaded already. */
const ALONE: readonly string[] = ['src/action/main.ts', 'src/action/post.ts', 'src/action/free-left-locks.ts'];
/** What comes before the middle of a run. */
const EARLY: readonly string[] = ['src/compose/action/run-command.ts', 'src/adapters/system/memory.ts'];

/**
 * What each entry point of the bundle loads with all that it imports: only what a run has not loaded already by then.
 * `root` is the folder that the names are relative to.
 */
export async function measureSizes(metafile: Metafile, root: string): Promise<string> {
  const entries = Object.entries(metafile.outputs).flatMap(([name, { entryPoint }]) =>
    entryPoint === undefined ? [] : { name, entryPoint },
  );
  const start = filesLoadedWith(metafile, 'src/action/main.ts');
  const middle = new Set([...start, ...filesLoadedWith(metafile, 'src/compose/action/run-command.ts')]);
  const rows: { readonly bytes: number; readonly cells: readonly string[] }[] = [];
  for (const { name, entryPoint } of entries) {
    const before = EARLY.includes(entryPoint) ? start : middle;
    const files = [...filesLoadedWith(metafile, entryPoint)].filter(
      (file) => ALONE.includes(entryPoint) || !before.has(file),
    );
    const contents = await Promise.all(files.map((file) => readFile(join(root, file))));
    const bytes = contents.reduce((sum, content) => sum + content.length, 0);
    const zipped = contents.reduce((sum, content) => sum + gzipSync(content).length, 0);
    const cells = [label(name), figure(bytes / 1000), figure(zipped / 1000), String(files.length)];
    rows.push({ bytes, cells: [...cells, whenOf(entryPoint)] });
  }
  const sorted = rows.toSorted((a, b) => b.bytes - a.bytes).map(({ cells }) => cells);
  return `### The bundle\n\n${table(['file', 'kB', 'kB, gzip', 'files', 'loaded'], sorted)}`;
}

const OF_THE_MACHINE = 'node_modules/@opentelemetry/resources/';

/** @throws where nobody has said it yet */
function whenOf(entryPoint: string): string {
  const when = entryPoint.startsWith(OF_THE_MACHINE)
    ? 'never by us: OpenTelemetry has it to name the machine'
    : WHEN[entryPoint];
  if (when === undefined) throw new Error(`bench/sizes.ts does not say when ${entryPoint} is loaded.`);
  return when;
}

/** Without the hash that its content gives it. */
function label(name: string): string {
  return name.replace(/^.*\/dist\//, '').replace(/-[A-Z0-9]{8}(?=\.js$)/, '');
}
