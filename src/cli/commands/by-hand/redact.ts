import { redactRecord } from '../../../compose/cli/index.ts';
import type { Selection } from '../../../core/by-hand/index.ts';
import type { Erasure } from '../../../core/model.ts';
import { wrongUse } from '../../arguments/index.ts';
import { EXIT, type ExitCode, printable, type Terminal } from '../../terminal/index.ts';
import { type ByHandOptions, readByHand, readReason } from './by-hand.ts';

type Redaction = Awaited<ReturnType<typeof redactRecord>>;

interface RedactOptions extends ByHandOptions {
  readonly actor?: string | undefined;
  readonly entry?: string | undefined;
  readonly name?: string | undefined;
}

/** `loopforge redact`: exit code 0 also where there was nothing (left) to erase. */
export async function performRedact(item: string, options: RedactOptions, terminal: Terminal): Promise<ExitCode> {
  const { dryRun = false, json = false } = options;
  const selection = readSelection(options);
  const reason = readReason('redact', options.reason);
  const by = readByHand('redact', item, options, terminal);
  const redaction = await redactRecord(by, { selection, reason, dryRun });
  terminal.print(json ? `${JSON.stringify(redaction)}\n` : printable(textOf(redaction), '\n'));
  return EXIT.fine;
}

function readSelection({ actor, entry, name }: RedactOptions): Selection {
  if ((actor === undefined) === (entry === undefined && name === undefined)) {
    throw wrongUse('redact', 'Give either --actor, or --entry and --name.');
  }
  if (actor !== undefined) return { kind: 'actor', login: checkedLogin(actor) };
  if (entry === undefined || !/^[1-9]\d{0,8}$/.test(entry)) {
    throw wrongUse('redact', '"--entry" must be the number of an entry. "loopforge show" lists them.');
  }
  if (name === undefined || !/^(?:actor|metadata\/.+)$/.test(name)) {
    throw wrongUse('redact', '"--name" must be actor or metadata/<key>.');
  }
  return { kind: 'value', seq: Number(entry), name };
}

function checkedLogin(text: string): string {
  const login = text.replace(/^@/, '').replace(/\[bot\]$/, '');
  if (/^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/i.test(login)) return login;
  throw wrongUse('redact', `"--actor" must be the login of an account, not "${text}".`);
}

function textOf(redaction: Redaction): string {
  const { recordId, erasures, dryRun } = redaction;
  const count = erasures.reduce((sum, { names }) => sum + names.length, 0);
  const said = dryRun ? 'would be erased. Nothing was written' : count === 1 ? 'was erased' : 'were erased';
  const values = count === 1 ? '1 value' : `${count} values`;
  return [
    count === 0 ? `${recordId}: there is nothing to erase.` : `${recordId}: ${values} ${said}.`,
    ...erasures.map(lineOf),
    ...writtenLines(redaction),
    ...redaction.spared.map((seq) => `  entry ${seq} was left: it says that you erased something, and you stay named.`),
    ...mentionLines(redaction.mentions),
    '',
  ].join('\n');
}

function lineOf({ seq, names }: Erasure): string {
  return `  entry ${seq}: ${names.join(', ')}`;
}

function writtenLines({ notes, segments, url, erasures, dryRun }: Redaction): readonly string[] {
  if (dryRun || erasures.length === 0) return [];
  return [
    ...(notes.length === 0
      ? []
      : [`Told in ${notes.length === 1 ? 'note' : 'notes'} ${notes.join(', ')} of the record.`]),
    ...(segments === 0 ? [] : [`Sealed parts edited: ${segments}.`]),
    `GitHub still shows the earlier texts in the edit history of the comment: open ${url}, "edited", and delete those revisions.`,
    'What that leaves, and how to go about it: docs/security.md.',
  ];
}

function mentionLines(mentions: readonly Erasure[]): readonly string[] {
  if (mentions.length === 0) return [];
  return ['These values hold the name too, and were left; erase one with --entry and --name:', ...mentions.map(lineOf)];
}
