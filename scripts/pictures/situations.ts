import { entriesOf, type LoopRecord } from '../../src/core/model.ts';
import { type SlackMessage, slackMessage } from '../../src/report/slack/index.ts';
import { opens } from './deeds.ts';
import { Hub, type HubOptions } from './hub.ts';
import { longHistory } from './long-history.ts';
import {
  approved,
  changesRequested,
  ciFailed,
  ciRunning,
  claimed,
  claimRefused,
  closedStraight,
  closedWithoutProof,
  forced,
  forcedAtLength,
  lonePull,
  merged,
  mergedOverMany,
  mergedOverRed,
  queued,
  reopened,
  type Story,
  secondTry,
  swept,
  waitingForReview,
} from './stories.ts';

/** Where on GitHub a text is read: beneath an issue, or on the page of a workflow run. */
export type GitHubPlace = 'comment' | 'summary';
export type Place = GitHubPlace | 'slack';

/** What somebody may find on GitHub or in Slack because LoopForge ran there. */
export interface Situation {
  /** Of the files of its pictures. */
  readonly name: string;
  readonly place: Place;
  /** Whether a box says that something is out of order, or was. */
  readonly hasBox: boolean;
  /** Lets it happen, and takes what then stands there: Markdown; in Slack a message, as JSON. */
  readonly markdown: () => Promise<string>;
}

const TWO_APPROVALS: HubOptions = { protection: { requiredApprovals: 2 } };

/** All that is pictured and measured, each made by runs of the action against a GitHub in this process. */
export const SITUATIONS: readonly Situation[] = [
  comment('fresh', {}, opens),
  comment('queued', {}, queued),
  comment('claimed', {}, claimed),
  comment('ci-running', {}, ciRunning),
  comment('ci-failed', {}, ciFailed),
  comment('second-try', {}, secondTry),
  comment('waiting-for-review', TWO_APPROVALS, waitingForReview),
  comment('changes-requested', TWO_APPROVALS, changesRequested),
  comment('approved', TWO_APPROVALS, approved),
  comment('merged', TWO_APPROVALS, merged),
  comment('reopened', TWO_APPROVALS, reopened),
  comment('pull-request', { settings: 'track: all\n' }, lonePull),
  comment('closed-straight', {}, closedStraight),
  comment('short', { settings: 'comment: short\n' }, mergedOverRed),
  withBox(comment('merged-out-of-order', {}, mergedOverRed)),
  withBox(comment('merged-over-many', {}, mergedOverMany)),
  withBox(comment('closed-without-proof', {}, closedWithoutProof)),
  withBox(comment('claim-refused', {}, claimRefused)),
  withBox(comment('forced', TWO_APPROVALS, forced)),
  withBox(comment('forced-at-length', {}, forcedAtLength)),
  withBox(comment('long-history', TWO_APPROVALS, longHistory)),
  summary('summary-merged', TWO_APPROVALS, merged),
  summary('summary-waiting', TWO_APPROVALS, waitingForReview),
  withBox(summary('summary-refused', {}, mergedOverRed)),
  summary('summary-forced', TWO_APPROVALS, forced),
  withBox(summary('summary-sweep', {}, swept)),
  slack('slack-merged', TWO_APPROVALS, merged),
  slack('slack-refused', {}, mergedOverRed),
  slack('slack-forced', TWO_APPROVALS, forced),
];

function comment(name: string, options: HubOptions, story: Story): Situation {
  const markdown = () =>
    Hub.during(options, async (hub) => {
      await story(hub);
      return hub.comment();
    });
  return { name, place: 'comment', hasBox: false, markdown };
}

/** Of the last run of the story. */
function summary(name: string, options: HubOptions, story: Story): Situation {
  const markdown = () => Hub.during(options, async (hub) => (await story(hub)).summary);
  return { name, place: 'summary', hasBox: false, markdown };
}

/** What a channel is told of the last run of the story. */
function slack(name: string, options: HubOptions, story: Story): Situation {
  const markdown = () =>
    Hub.during(options, async (hub) => {
      const { recordFile } = await story(hub);
      return JSON.stringify(slackMessageOf(JSON.parse(recordFile ?? 'null'), hub.item()));
    });
  return { name, place: 'slack', hasBox: false, markdown };
}

/** @param record as the run left it */
function slackMessageOf(record: LoopRecord, { title }: { readonly title: string }): SlackMessage | null {
  const all = entriesOf(record);
  const entries = all.filter(({ run }) => run?.id === all.at(-1)?.run?.id);
  const commentUrl = `${record.ref}#issuecomment-1`;
  const item = { url: record.ref, title, commentUrl, missing: record.head.shown?.needs ?? [], violations: [] };
  return slackMessage({ record, entries, item }, []);
}

function withBox(situation: Situation): Situation {
  return { ...situation, hasBox: true };
}
