import { type EffectSubject, type HeadStatus, hasCode, LoopForgeError, type StatusWord } from '../../core/model.ts';
import { verdictOnHead } from '../../core/plan/index.ts';
import { assessItem, type ItemPorts, type ItemRequest, type JudgedHead, judgedHead } from '../item-state/index.ts';

/** What one item says of a head, and where that can be read up. */
interface Said {
  readonly word: StatusWord;
  readonly subject: EffectSubject;
}

/** So often a status is set until it agrees with what is read after it. */
const ROUNDS = 3;
const WORST_FIRST: readonly StatusWord['state'][] = ['failure', 'pending', 'success'];

/**
 * Sets the status of a head. Where its pull request closes several items the worst of all that they say counts, and
 * after it was set they are looked at once more: of two runs at a time, the one that sets it last has seen what the
 * other found.
 * @returns what it says now
 */
export async function setHeadStatus(
  ports: ItemPorts,
  request: ItemRequest,
  status: HeadStatus,
  subject: EffectSubject,
): Promise<string> {
  if (status.others.length === 0) return ports.effects.status({ kind: 'status', status }, subject);
  return ports.heads.inTurn(status.sha, () => setInTurn(ports, request, status, subject));
}

async function setInTurn(
  ports: ItemPorts,
  request: ItemRequest,
  status: HeadStatus,
  subject: EffectSubject,
): Promise<string> {
  const { heads } = ports;
  let stands = heads.setOn(status.sha) ?? status.shown;
  // A record that has gone on is borne witness to, where it is the one that speaks.
  let { anew } = status;
  for (let round = 0; round < ROUNDS; round += 1) {
    const { word, subject: whose } = worstOf([
      { word: status, subject },
      ...(await othersSay(ports, request, { status, subject, isFirst: round === 0 })),
    ]);
    if (word.state === stands && !(anew && whose.number === subject.number)) break;
    anew = false;
    await ports.effects.status({ kind: 'status', status: { ...status, ...word } }, whose);
    heads.noteSet(status.sha, word.state);
    stands = word.state;
  }
  return `${status.context}: ${stands}`;
}

function worstOf(all: readonly [Said, ...Said[]]): Said {
  return all.reduce((worst, one) =>
    WORST_FIRST.indexOf(one.word.state) < WORST_FIRST.indexOf(worst.word.state) ? one : worst,
  );
}

interface Asked {
  readonly status: HeadStatus;
  readonly subject: EffectSubject;
  /** What this run knows already will do. */
  readonly isFirst: boolean;
}

async function othersSay(ports: ItemPorts, request: ItemRequest, asked: Asked): Promise<readonly Said[]> {
  const said: Said[] = [];
  for (const number of asked.status.others) {
    const known = asked.isFirst ? ports.heads.judged(number) : null;
    const word = known === null ? await look(ports, request, number, asked) : wordOf(known, asked.status.pull);
    if (word !== null) said.push(word);
  }
  return said;
}

/** One that cannot be read may be out of order: a merge waits for that. */
async function look(ports: ItemPorts, request: ItemRequest, number: number, asked: Asked): Promise<Said | null> {
  try {
    const first = asked.isFirst ? ports.heads.readingOf(number) : null;
    const reading = first ?? (await ports.github.read(number));
    if (reading.facts.issue === null) return null;
    const itemState = await assessItem(ports.github, { ...request, assertion: null }, reading);
    const { stored } = itemState.found;
    const subject = { number, commentUrl: stored?.comment.url ?? null, headHash: stored?.record.head.hash ?? null };
    return wordOf(judgedHead(itemState, subject), asked.status.pull);
  } catch (error) {
    if (hasCode(error, 'not_found')) return null;
    if (!(error instanceof LoopForgeError) || error.code === 'cancelled') throw error;
    return { word: { state: 'pending', description: `Issue #${number} could not be read` }, subject: asked.subject };
  }
}

function wordOf({ subject, ...judged }: JudgedHead, pull: number): Said | null {
  const word = verdictOnHead(judged, pull);
  return word === null ? null : { word, subject };
}
