import type { LawSettings, RunSettings, Settings, SettingsPatch } from '../../core/model.ts';
import { hookUrl } from './hook-url.ts';
import { labelPrefix } from './label-prefix.ts';
import { ACCOUNT_ID_ITEMS, CHECK_NAME_ITEMS, HOST_ITEMS, LABEL_NAME_ITEMS, STATE_ITEMS } from './settings-items.ts';
import { choiceOf, count, flag, list, type SettingKind, text } from './settings-kinds.ts';

type SettingKey = keyof Settings;

/** A setting: its three names, what it accepts, and whether it is part of the law. */
export interface SettingSpec<Key extends SettingKey = SettingKey> extends SettingKind<Settings[Key]> {
  readonly key: Key;
  /** Its name as an input of the action. */
  readonly input: string;
  /** Its name as an option of a command that asks GitHub. */
  readonly option?: string;
  /** Its name in the configuration file. */
  readonly config: string;
  /** Once the configuration file exists, it counts from there only. */
  readonly law: boolean;
}

type Register = { readonly [Key in SettingKey]: SettingSpec<Key> };

function spec<Key extends SettingKey>(key: Key, law: boolean, kind: SettingKind<Settings[Key]>): SettingSpec<Key> {
  const words = key.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return { key, input: words, config: words.replaceAll('-', '_'), law, ...kind };
}

const law = <Key extends keyof LawSettings>(key: Key, kind: SettingKind<Settings[Key]>) => spec(key, true, kind);
const run = <Key extends keyof RunSettings>(key: Key, kind: SettingKind<Settings[Key]>) => spec(key, false, kind);

/** Every setting that may stand in the configuration file, by its key. */
export const SETTINGS_REGISTER: Register = {
  lifecycle: law('lifecycle', choiceOf(['standard', 'strict'])),
  onInvalid: law('onInvalid', choiceOf(['fail', 'warn', 'ignore'])),
  autoMerge: law('autoMerge', flag()),
  track: law('track', choiceOf(['issues', 'all'])),
  requireIssue: law('requireIssue', flag()),
  begin: law('begin', choiceOf(['issue_created', 'task_queued'])),
  ci: law('ci', choiceOf(['checks', 'none', 'asserted'])),
  requiredChecks: law('requiredChecks', list(CHECK_NAME_ITEMS)),
  ignoreChecks: law('ignoreChecks', list(CHECK_NAME_ITEMS)),
  requireCurrentApproval: law('requireCurrentApproval', flag()),
  unmergedClose: law('unmergedClose', choiceOf(['refuse', 'accept'])),
  ignoreLabels: law('ignoreLabels', list(LABEL_NAME_ITEMS)),
  trustedAuthors: { ...law('trustedAuthors', list(ACCOUNT_ID_ITEMS)), option: 'trusted-author' },
  statusContext: law('statusContext', text({ max: 255, like: 'loopforge' })),
  gateUrl: law('gateUrl', hookUrl('https://gate.example.com/loopforge')),
  gateOn: law('gateOn', list(STATE_ITEMS)),
  gateFailure: law('gateFailure', choiceOf(['closed', 'open'])),
  labelPrefix: run('labelPrefix', labelPrefix()),
  lock: run('lock', choiceOf(['reaction', 'none'])),
  summary: run('summary', flag()),
  comment: run('comment', choiceOf(['full', 'short'])),
  limit: run('limit', count({ min: 1, max: 100_000 })),
  mirror: run('mirror', choiceOf(['none', 'postgres', 'redis', 'dynamodb'])),
  mirrorTable: run('mirrorTable', text({ max: 255, like: 'loopforge' })),
  dispatch: run('dispatch', text({ max: 100, like: 'loopforge' })),
  auditLog: run('auditLog', text({ max: 255, like: 'loopforge-audit.ndjson, or log' })),
  slackOn: run('slackOn', list(STATE_ITEMS)),
  webhookNames: run('webhookNames', flag()),
  otlpEndpoint: run('otlpEndpoint', hookUrl('https://otlp.example.com')),
  hookTimeout: run('hookTimeout', count({ min: 1, max: 60 })),
  allowHosts: run('allowHosts', list(HOST_ITEMS)),
  onEffectFailure: run('onEffectFailure', choiceOf(['warn', 'fail'])),
  onInconclusive: run('onInconclusive', choiceOf(['warn', 'fail'])),
};

/** The register as a list, in the order of the documentation. */
export const SETTINGS: readonly SettingSpec[] = Object.values(SETTINGS_REGISTER);

/** Settings in the making; each can be set once its value was read. */
export type MutablePatch = { -readonly [Key in SettingKey]?: Settings[Key] };

/**
 * Reads one value into a patch, from the file (any YAML value) or from an input (always a string).
 * @returns the problem, if there is one, after the given name of the setting
 */
export function readInto(patch: MutablePatch, setting: SettingSpec, name: string, raw: unknown): string | null {
  const reading = setting.read(raw);
  if (reading.kind === 'problem') return `${name}: ${reading.problem}`;
  setValue(patch, setting.key, reading.value);
  return null;
}

function setValue<Key extends SettingKey>(patch: MutablePatch, key: Key, value: Settings[Key]): void {
  patch[key] = value;
}

/** Sets one key to what another patch sets it to. */
export function copySetting<Key extends SettingKey>(from: SettingsPatch, key: Key, to: MutablePatch): void {
  const value = from[key];
  if (value !== undefined) setValue(to, key, value);
}

/** The keys that a patch sets. */
export function keysOf(patch: SettingsPatch): readonly SettingSpec[] {
  return SETTINGS.filter((setting) => Object.hasOwn(patch, setting.key));
}
