import type { GitHub } from '../../adapters/github/github.ts';
import type { Random, Target, Timer } from '../../core/model.ts';
import type { Assertion } from '../../core/plan/steps/index.ts';
import { renderRecord, renderSegment } from '../../report/comment/index.ts';
import { untilSilent } from '../../usecase/gate/index.ts';
import { HeadMemory, type ItemPorts, type ItemRequest } from '../../usecase/item-state/index.ts';
import { track } from '../../usecase/many/index.ts';
import {
  type ActionRequest,
  type Command,
  effectRunners,
  type TransitionCommand,
  type VerifyCommand,
} from '../github/index.ts';
import { RunHooks, runGate } from '../hooks/index.ts';
import { MirrorConnections } from '../mirror/index.ts';
import type { ResultReport } from '../result/index.ts';
import { type ReportOptions, reportItem } from './report-item.ts';

/** What a command reaches the outside world by. */
export interface ActionPorts {
  readonly github: GitHub;
  readonly timer: Timer;
  readonly random: Random;
}

interface OpenPorts extends ActionPorts {
  readonly mirrors: MirrorConnections;
}

/**
 * Carries out one request of the action over a connection, and yields what came of each item as soon as it is known:
 * nothing here holds them all.
 */
export async function* runCommandOver(request: ActionRequest, ports: ActionPorts): AsyncGenerator<ResultReport, void> {
  const mirrors = new MirrorConnections(request.mirror, { fork: mayBeRestricted(request.command) });
  try {
    yield* carriedOut(request, { ...ports, mirrors });
  } finally {
    await mirrors.close();
  }
}

async function* carriedOut(request: ActionRequest, ports: OpenPorts): AsyncGenerator<ResultReport, void> {
  const { command } = request;
  switch (command.kind) {
    case 'track':
      return yield* tracked(request, ports, command);
    case 'transition':
      return yield* tracked(request, ports, command);
    case 'sweep':
      return yield* swept(request, ports);
    case 'verify':
      return yield* verified(request, ports, command);
    case 'repair': {
      const { runRepair } = await import('./run-repair.ts');
      const { repoUrl } = optionsFor(request);
      yield await runRepair(portsFor(request, ports), itemRequest(request, null), command, repoUrl);
      return;
    }
    case 'list': {
      const { runListCommand } = await import('../action-records/index.ts');
      return yield* runListCommand(request, command, ports.github);
    }
    case 'export': {
      const { runExportCommand } = await import('../action-records/index.ts');
      yield await runExportCommand(request, command, ports.github);
    }
  }
}

/** The items of the event, or those that were named. */
async function* tracked(request: ActionRequest, ports: OpenPorts, command: Command & { targets: readonly Target[] }) {
  const assertion = command.kind === 'transition' ? assertionOf(request, command) : null;
  const results = track(portsFor(request, ports), itemRequest(request, assertion), command.targets);
  for await (const result of results) yield reportItem(result, optionsFor(request));
}

async function* swept(request: ActionRequest, ports: OpenPorts) {
  const [bulk, { sweep }] = await Promise.all([ports.github.bulk(), import('../../usecase/many/sweep.ts')]);
  const bulkPorts = {
    ...portsFor(request, ports),
    github: bulk,
    atOnce: bulk.atOnce,
    effects: effectRunners(bulk),
    hooks: new RunHooks({ request, timer: ports.timer, sendDispatch: bulk.sendDispatch }),
    locks: bulk,
  };
  const results = sweep(bulkPorts, itemRequest(request, null), bulk);
  for await (const result of results) yield reportItem(result, optionsFor(request));
}

async function* verified(request: ActionRequest, ports: OpenPorts, command: VerifyCommand) {
  const [{ runVerify }, { reportVerify }] = await Promise.all([
    import('./run-verify.ts'),
    import('./report-verify.ts'),
  ]);
  const results = await runVerify(request, command, ports.github);
  if (results === null) return yield* tracked(request, ports, command);
  for await (const result of results) yield reportVerify(result, optionsFor(request));
}

function portsFor(request: ActionRequest, { github, timer, random, mirrors }: OpenPorts): ItemPorts {
  const { cancellation, journal, log } = request;
  return {
    github,
    atOnce: github.atOnce,
    effects: effectRunners(github),
    mirrors,
    hooks: new RunHooks({ request, timer, sendDispatch: github.sendDispatch }),
    gate: untilSilent(runGate({ request, timer })),
    heads: new HeadMemory(),
    locks: github,
    timer,
    journal,
    isCancelled: cancellation.isRequested,
    render: renderRecord,
    renderSegment,
    random,
    log,
  };
}

function itemRequest(request: ActionRequest, assertion: Assertion | null): ItemRequest {
  const { command, event, context, settings, configPath, configNamed, dryRun } = request;
  const named = command.kind === 'repair' || ('named' in command && command.named);
  return {
    event,
    context,
    occasion: command.kind === 'sweep' ? 'sweep' : named ? 'named' : 'event',
    assertion,
    inputs: settings,
    configPath,
    configNamed,
    dryRun,
    queued: command.kind === 'track' ? (command.queued ?? null) : null,
    fork: mayBeRestricted(command),
  };
}

/** An event of a fork, or of Dependabot: the token may only read, and there may be no secrets. */
function mayBeRestricted(command: Command): boolean {
  return 'fork' in command && command.fork;
}

function assertionOf({ event }: ActionRequest, command: TransitionCommand): Assertion {
  const { to, trigger, metadata, override, reason } = command;
  return { to, trigger, metadata, override, reason, actor: event.sender };
}

function optionsFor({ endpoints, owner, repo, dryRun }: ActionRequest): ReportOptions {
  return { repoUrl: `${endpoints.server}/${owner}/${repo}`, dryRun };
}
