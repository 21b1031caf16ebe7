import type { GitHub } from '../adapters/github/index.ts';
import { systemClock } from '../adapters/system/system.ts';
import type { ItemResult } from '../core/outcome.ts';
import type { Assertion } from '../core/plan/plan-types.ts';
import type { Random, Timer } from '../core/ports.ts';
import { renderRecord } from '../report/record-view.ts';
import { renderSegment } from '../report/segment-view.ts';
import { renderSummary } from '../report/summary.ts';
import { renderVerification } from '../report/verification.ts';
import type { RenderView } from '../usecase/compose-record.ts';
import type { ItemAsk, Means } from '../usecase/means.ts';
import { sweep } from '../usecase/sweep.ts';
import { type Tracked, track } from '../usecase/track.ts';
import type { ActionRequest, RunReport, TransitionCommand } from './request.ts';

/** What a command reaches the outside world by. */
export interface Outside {
  readonly github: GitHub;
  readonly timer: Timer;
  readonly random: Random;
}

/** Carries out one request of the action over a connection: builds what is needed, runs the use case, reports. */
export async function runCommandOver(request: ActionRequest, outside: Outside): Promise<RunReport> {
  return reportOf(request, await carryOut(request, outside));
}

async function carryOut(request: ActionRequest, outside: Outside): Promise<Tracked> {
  const { command } = request;
  const { github } = outside;
  const means = meansFor(request, outside);
  switch (command.kind) {
    case 'track':
      return track(means, askFor(request, null), command.targets);
    case 'transition':
      return track(means, askFor(request, assertionOf(request, command)), command.targets);
    case 'sweep': {
      const bulk = await github.bulk();
      return sweep(
        { ...means, github: bulk, atOnce: bulk.atOnce, locks: bulk },
        askFor(request, null),
        bulk,
        systemClock,
      );
    }
    case 'verify': {
      const { runVerify } = await import('./run-verify.ts');
      const verified = await runVerify(request, command, github);
      return verified ?? track(means, askFor(request, null), command.targets);
    }
    case 'repair': {
      const { runRepair } = await import('./run-repair.ts');
      return runRepair(means, askFor(request, null), command);
    }
  }
}

function meansFor(request: ActionRequest, { github, timer, random }: Outside): Means {
  const { cancellation, journal, log } = request;
  return {
    github,
    atOnce: github.atOnce,
    locks: github,
    timer,
    journal,
    isCancelled: cancellation.isRequested,
    render: viewFor(request),
    renderSegment,
    random,
    log,
  };
}

function askFor(request: ActionRequest, assertion: Assertion | null): ItemAsk {
  const { command, event, context, settings, configPath, configNamed, dryRun } = request;
  const named = command.kind === 'repair' || (command.kind !== 'sweep' && command.named);
  return {
    event,
    context,
    occasion: command.kind === 'sweep' ? 'sweep' : named ? 'named' : 'event',
    assertion,
    inputs: settings,
    configPath,
    configNamed,
    dryRun,
    fork: command.kind !== 'sweep' && command.kind !== 'repair' && command.fork,
  };
}

function assertionOf({ event }: ActionRequest, command: TransitionCommand): Assertion {
  const { to, trigger, metadata, override, reason } = command;
  return { to, trigger, metadata, override, reason, actor: event.sender };
}

function viewFor(request: ActionRequest): RenderView {
  const repoUrl = repoUrlOf(request);
  return (record, { plan }) =>
    renderRecord(record, { allowed: plan.allowed, missing: plan.missing, violations: plan.violations, repoUrl });
}

function repoUrlOf({ endpoints, owner, repo }: ActionRequest): string {
  return `${endpoints.server}/${owner}/${repo}`;
}

function reportOf(request: ActionRequest, { results, faults }: Tracked): RunReport {
  const repoUrl = repoUrlOf(request);
  const wanted = results.filter((result) => result.summary);
  return {
    results,
    red: results.some((result) => result.red),
    warnings: [],
    notices: [],
    summary: wanted.length > 0 ? wanted.map((result) => summaryOf(result, repoUrl)).join('\n') : null,
    faults,
  };
}

function summaryOf(result: ItemResult, repoUrl: string): string {
  const { verification } = result;
  return verification === undefined
    ? renderSummary(result, { repoUrl })
    : renderVerification(verification, { repoUrl });
}
