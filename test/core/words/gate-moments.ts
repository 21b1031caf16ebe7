import { LAW_DEFAULTS } from '../../../src/core/values/settings.ts';
import { NO, play } from '../plan/gate/play-gate.ts';
import { assertion, request, STRICT } from '../run-plan.ts';
import { aCheck, aMergedPull, aPull, at, someFacts } from '../sample-facts.ts';
import { type Moment, momentOf } from './story-moments.ts';

const GREEN = { checks: [aCheck()] };
const settings = { ...LAW_DEFAULTS, gateUrl: 'https://gate.example.com/', statusContext: 'loopforge' };

/** What is said where a gate says no. */
export function gateMoments(): readonly Moment[] {
  const isOpen = someFacts({ pulls: [aPull(GREEN)] });
  const isMerged = someFacts({ pulls: [aMergedPull(GREEN)] });
  const closer = { kind: 'pull_request', number: 43 } as const;
  const isClosed = someFacts({
    ...{ issue: { state: 'closed', closer }, closedAt: at('09:00:01'), pulls: [aMergedPull(GREEN)] },
  });
  const requests = [
    request({ facts: isMerged, settings }),
    request({ facts: isMerged, settings, lifecycle: STRICT }),
    request({ facts: isOpen, settings: { ...settings, gateOn: ['ci_passed'] } }),
    request({ facts: isClosed, settings: { ...settings, gateOn: ['ci_passed'] } }),
    request({ facts: isClosed, settings: { ...settings, gateOn: ['closed'] } }),
    request({
      facts: someFacts(),
      settings: { ...settings, gateOn: ['task_queued'] },
      assertion: assertion('task_queued'),
    }),
  ];
  return requests.flatMap((asked, row) => {
    const { made, after } = play(asked, NO);
    return momentOf({ plan: made, record: after }, `gate ${row + 1}`);
  });
}
