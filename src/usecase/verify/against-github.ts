import { LoopForgeError } from '../../core/model.ts';
import {
  type Check,
  type Gathered,
  type GatheredEvidence,
  GITHUB_CHECKS,
  notHad,
  runChecks,
  there,
  unclear,
} from '../../core/verify/index.ts';
import {
  type RecordedItem,
  rememberedEvidence,
  runsEvidence,
  todayEvidence,
  type VerifyPorts,
} from './evidence/index.ts';

/** The checks that need more of GitHub than the item's comments. What could not be read makes its checks inconclusive. */
export async function againstGitHub(ports: VerifyPorts, item: RecordedItem): Promise<readonly Check[]> {
  const known = await attempt(
    () => remembered(ports, item),
    (unread) => ({ history: unread, timeline: unread }),
  );
  const aboutRuns = await attempt(
    () => runs(ports, item, known),
    (unread) => ({ runs: unread }),
  );
  const checks = runChecks(GITHUB_CHECKS, { ...known, ...aboutRuns });
  const isCalm = checks.every(({ findings }) => findings.every(({ gravity }) => gravity === 'notice'));
  const evidence = await attempt(
    () => today(ports, item, isCalm),
    (unread) => ({ today: unread }),
  );
  return [...checks, ...runChecks(GITHUB_CHECKS, evidence)];
}

async function remembered(ports: VerifyPorts, item: RecordedItem): Promise<GatheredEvidence> {
  const { history, timeline } = await rememberedEvidence(ports, item);
  return { history: there(history), timeline: there(timeline) };
}

async function runs(
  ports: VerifyPorts,
  { record, reading }: RecordedItem,
  { history }: GatheredEvidence,
): Promise<GatheredEvidence> {
  return { runs: await runsEvidence(ports, record, reading, history?.kind === 'there' ? history.piece : null) };
}

async function today(ports: VerifyPorts, item: RecordedItem, isCalm: boolean): Promise<GatheredEvidence> {
  return { today: there(await todayEvidence(ports, item, isCalm)) };
}

/** @param without the evidence that was not had then, and why */
async function attempt(
  gather: () => Promise<GatheredEvidence>,
  without: (unread: Gathered<never>) => GatheredEvidence,
): Promise<GatheredEvidence> {
  try {
    return await gather();
  } catch (error) {
    if (!(error instanceof LoopForgeError) || !UNREAD.includes(error.code)) throw error;
    const { message } = error;
    return without(notHad(message, [unclear('partial_read', null, message)]));
  }
}

const UNREAD: readonly string[] = ['permission_missing', 'github_unreachable', 'not_found', 'lifecycle_invalid'];
