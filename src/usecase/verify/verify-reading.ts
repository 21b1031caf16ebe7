import { checkText } from '../../codec/verify/index.ts';
import { accountName, type LawSettings, type Reading } from '../../core/model.ts';
import {
  concludeVerification,
  type Finding,
  fail,
  GITHUB_CHECKS,
  NO_SUBJECT,
  RECORD_CHECKS,
  ran,
  runChecks,
  subjectOf,
  there,
  type Verification,
} from '../../core/verify/index.ts';
import { NO_RECORD, verifyAbsence } from './absence.ts';
import { againstGitHub } from './against-github.ts';
import {
  type Candidate,
  type Candidates,
  commentsEvidence,
  findCandidates,
  givenRecord,
  type VerifyPorts,
} from './evidence/index.ts';

/** Verifies the record of an item that was read. Null: it has none, and nothing hints that it ever had one. */
export async function verifyReading(
  ports: VerifyPorts,
  first: Reading,
  law: LawSettings,
): Promise<Verification | null> {
  const { number } = first.facts;
  const comments = first.allCommentsSeen ? first.comments : await ports.github.readAllComments(number);
  const reading = { ...first, comments };
  const candidates = findCandidates(reading, law.trustedAuthors);
  const item = { reading, law, candidates };
  const evidence = await commentsEvidence(ports, item);
  const { chosen } = candidates;
  if (chosen === null) return verifyAbsence(ports, item, evidence);
  const aboutComments = runChecks(GITHUB_CHECKS, { comments: there(evidence) });
  const { comment, record } = chosen;
  if (record === null) {
    const history = ran('history', lastEditor(chosen, candidates));
    const checks = [...runChecks(RECORD_CHECKS, chosen.written), ...aboutComments, history];
    return concludeVerification('github', { ...NO_SUBJECT, number, url: comment.url }, checks, NO_RECORD);
  }
  const given = await givenRecord(ports, record, reading, candidates);
  const inItself = checkText(chosen, given, ports.render);
  const outside = await againstGitHub(ports, { ...item, candidates: { ...candidates, chosen }, record: given.record });
  const subject = { ...subjectOf(given.record, comment.url), number };
  return concludeVerification('github', subject, [...inItself, ...aboutComments, ...outside], 'It was not asked for.');
}

/** Where not even the record can be read, the last editor is all there is to name. */
function lastEditor({ comment }: Candidate, { isRecordAuthor }: Candidates): readonly Finding[] {
  const { lastEditedAt, editor, url } = comment;
  if (lastEditedAt === null || isRecordAuthor(editor)) return [];
  const text = `${url} was last edited at ${lastEditedAt} by ${accountName(editor)}, who does not keep this record.`;
  return [fail('foreign_editor', null, text)];
}
