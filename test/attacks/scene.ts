import { expect, onTestFinished } from 'vitest';
import type { Fetch } from '../../src/adapters/github/client/transport.ts';
import { createGitHub, type GitHub } from '../../src/adapters/github/github.ts';
import { systemRandom } from '../../src/adapters/system/system.ts';
import { systemTimer } from '../../src/adapters/system/timer.ts';
import { readEvent } from '../../src/codec/event/event.ts';
import { builtinLifecycle } from '../../src/codec/lifecycle/builtin.ts';
import { decodeComment, encodeComment, hasMarker } from '../../src/codec/record/comment.ts';
import { viewHash } from '../../src/codec/record/comment-view.ts';
import { createLockJournal } from '../../src/compose/action/lock-journal.ts';
import { runCommandOver } from '../../src/compose/action/run-command.ts';
import { CancelSwitch } from '../../src/compose/github/cancellation.ts';
import { type Command, NO_HOOK_ACCESS } from '../../src/compose/github/request.ts';
import { stateOf } from '../../src/core/lifecycle/lifecycle.ts';
import type { LoopRecord } from '../../src/core/record/record.ts';
import type { SettingsPatch } from '../../src/core/values/settings.ts';
import type { VerifyCode } from '../../src/core/verify/findings/finding.ts';
import type { Verification } from '../../src/core/verify/register/verification.ts';
import { renderRecord } from '../../src/report/comment/renderers.ts';
import { renderSegment } from '../../src/report/comment/segment-view.ts';
import type { VerifyPorts } from '../../src/usecase/verify/evidence/ports.ts';
import { verifyOne } from '../../src/usecase/verify/verify-item.ts';
import type { About } from '../support/github/events/subject.ts';
import { payload } from '../support/github/events.ts';
import { GITHUB_TOKEN } from '../support/github/identity.ts';
import { createFakeGitHub, type FakeGitHub } from '../support/github/server/harness.ts';
import type { Comment } from '../support/github/world/model.ts';
import { createWorld, type World } from '../support/github/world/world.ts';
import { type RunReport, reportOf } from '../support/run-report.ts';

/** What edits and posts do in the name of `GITHUB_TOKEN`: another workflow of the repository can do it too. */
export const BOT = { by: 'github-actions' } as const;

const SECONDS_TO_DELIVER = 20;
const CONTEXT = {
  actor: 'octocat',
  ref: 'refs/heads/main',
  sha: '0'.repeat(40),
  repository: 'acme/widgets',
  workflowPath: '.github/workflows/loopforge.yml',
  workflowRef: 'refs/heads/main',
  job: 'loopforge',
};

/** A repository with one issue that LoopForge keeps a record of, and everything that an attacker could do to it. */
export interface Scene {
  readonly world: World;
  readonly fake: FakeGitHub;
  readonly github: GitHub;
  /** GitHub delivers an event, and LoopForge runs. */
  run(name: string, action: string | null, about: About, command?: Command): Promise<RunReport>;
  verify(issue: number, ports?: Partial<VerifyPorts>): Promise<Verification>;
  /** The item's oldest comment with a record. */
  comment(issue: number): Comment;
  record(issue: number): LoopRecord;
  /** Somebody replaces the record by another one, hidden and visible part as they should be. */
  rewrite(issue: number, change: (record: LoopRecord) => LoopRecord, options: { readonly by: string }): void;
}

/** Sets the scene in this process; at the end nothing may have been asked that GitHub would refuse. */
export function setScene(settings: SettingsPatch = {}): Scene {
  const world = createWorld();
  const fake = createFakeGitHub({ world });
  onTestFinished(() => fake.assertClean());
  const github = connectTo(fake, GITHUB_TOKEN);
  const comment: Scene['comment'] = (issue) => {
    const found = world.comments(issue).find(({ body }) => hasMarker(body));
    if (found === undefined) throw new Error(`#${issue} has no record`);
    return found;
  };
  const record: Scene['record'] = (issue) => recordIn(comment(issue).body);
  return {
    world,
    fake,
    github,
    comment,
    record,
    run: (name, action, about, command) =>
      runJob({ world, github, settings }, name, payload(world, name, action, about), command),
    async verify(issue, ports = {}) {
      const result = await verifyOne({ ...(await verifyPortsOver(github)), ...ports }, issue);
      if (result.kind !== 'verified') throw new Error(`#${issue} has nothing to verify`);
      return result.verification;
    },
    rewrite(issue, change, options) {
      const { databaseId, body } = comment(issue);
      world.editComment(databaseId, bodyOf(change(recordIn(body))), options);
    },
  };
}

export function connectTo(fake: FakeGitHub, token: string, repo = 'widgets'): GitHub {
  return createGitHub({
    token,
    apiUrl: 'https://api.github.com',
    graphqlUrl: 'https://api.github.com/graphql',
    owner: 'acme',
    repo,
    configPath: '.github/loopforge.yml',
    fetch: fetchFrom(fake),
    patience: { sleep: async () => {}, tell: () => {} },
    writePaceMs: 0,
  });
}

export async function verifyPortsOver(github: GitHub): Promise<VerifyPorts> {
  const context = { ...CONTEXT, run: null };
  const bulk = await github.bulk();
  return {
    github: bulk,
    inputs: {},
    configPath: '.github/loopforge.yml',
    configNamed: false,
    log: () => {},
    ...{ render: renderRecord, renderSegment },
    context,
  };
}

/** The record as a comment body, whatever it holds, by somebody who has our code: with the visible part that it gives. */
export function bodyOf(record: LoopRecord): string {
  const told = tellingAllowed(record);
  const visible = renderRecord(told);
  if (visible === null) throw new Error('the record cannot be shown');
  return bodyWith(told, visible);
}

/** The record as a comment body, with any visible part, which it names. */
export function bodyWith(record: LoopRecord, visible: string): string {
  return encodeComment({ ...record, head: { ...record.head, view: viewHash(visible) } }, visible);
}

/** What is shown, as far as the record does not contradict it. */
function tellingAllowed(record: LoopRecord): LoopRecord {
  const { state, head } = record;
  const { shown, violations } = head;
  if (shown === null) return record;
  const next: readonly string[] = stateOf(builtinLifecycle('standard'), state)?.to.map(({ to }) => to) ?? [];
  const refused = violations.filter(({ accepted }) => accepted === null).map(({ seq }) => seq);
  const open = shown.open.filter((seq) => refused.includes(seq));
  const allowed = shown.allowed.filter((name) => next.includes(name));
  return { ...record, head: { ...head, shown: { ...shown, allowed, open } } };
}

export function recordIn(body: string): LoopRecord {
  const decoded = decodeComment(body);
  if (decoded.kind !== 'record') throw new Error('the comment holds no record');
  return decoded.record;
}

/** The verdict and the codes, with the findings in the message where they are others. */
export function expectFound(
  found: Verification,
  verdict: Verification['verdict'],
  ...codes: readonly VerifyCode[]
): void {
  const told = found.checks.flatMap(({ name, why, findings }) => [
    ...(why === null ? [] : [`${name} did not run: ${why}`]),
    ...findings.map(({ gravity, code, message }) => `${name}: ${gravity} ${code}: ${message}`),
  ]);
  expect({ verdict: found.verdict, codes: [...found.codes].sort() }, told.join('\n')).toEqual({
    verdict,
    codes: [...codes].sort(),
  });
}

interface House extends Pick<Scene, 'world' | 'github'> {
  readonly settings: SettingsPatch;
}

async function runJob(
  { world, github, settings }: House,
  name: string,
  sent: unknown,
  command?: Command,
): Promise<RunReport> {
  world.advance(SECONDS_TO_DELIVER);
  const { event, targets, fork } = readEvent(name, sent);
  const main = world.state().branches.get('main') ?? '';
  const id = world.startRun(main, { workflow: 'loopforge', event: name, newRun: true });
  const cancellation = new CancelSwitch();
  const run = { id: String(id), attempt: 1, url: `https://github.com/acme/widgets/actions/runs/${id}/attempts/1` };
  const request = {
    token: GITHUB_TOKEN,
    endpoints: {
      rest: 'https://api.github.com',
      graphql: 'https://api.github.com/graphql',
      server: 'https://github.com',
    },
    owner: 'acme',
    repo: 'widgets',
    configPath: '.github/loopforge.yml',
    configNamed: false,
    command: command ?? { kind: 'track' as const, targets, named: false, fork },
    event,
    context: { ...CONTEXT, run },
    settings,
    dryRun: false,
    mirror: { url: '', region: '', hasCredentials: false },
    hooks: NO_HOOK_ACCESS,
    cancellation,
    journal: createLockJournal(() => {}),
    log: () => {},
    debug: () => {},
  };
  return reportOf(runCommandOver(request, { github, timer: systemTimer(cancellation), random: systemRandom }));
}

function fetchFrom(fake: FakeGitHub): Fetch {
  return async (url, { method, headers, body = '' }) => {
    const { pathname, search } = new URL(url);
    const lower = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
    const answer = await fake.handle({ method, path: pathname + search, headers: lower, body });
    return {
      status: answer.status,
      statusText: '',
      url,
      headers: new Map(Object.entries(answer.headers)),
      text: async () => answer.body,
      arrayBuffer: async () => new TextEncoder().encode(answer.body).buffer,
    };
  };
}
