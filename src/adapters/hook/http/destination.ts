import { isIP } from 'node:net';
import { plainAddress } from './address.ts';
import { HookRequestError } from './request-error.ts';

/** Where a request goes, as far as its URL says. */
export interface Destination {
  readonly isEncrypted: boolean;
  /** What is looked up, or an address. */
  readonly host: string;
  /** The host without what is no part of its name: what a certificate is for, what people are shown and settings have. */
  readonly name: string;
  readonly port: number;
  /** The header `Host`. */
  readonly authority: string;
  readonly path: string;
}

/** Without encryption only to this machine, and only where the URL says so in so many words. */
const PLAIN_LOOPBACK = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?(?:[/?]|$)/i;

const BRACKETS = /^\[(.*)\]$/;

/** @throws HookRequestError a URL that nothing is sent to */
export function destinationOf(url: string): Destination {
  if (!URL.canParse(url)) throw refused('A hook has a URL that cannot be read.');
  const { protocol, hostname, port, host: authority, pathname, search, username, password } = new URL(url);
  const host = hostname.replace(BRACKETS, '$1');
  const name = nameOf(host);
  if (protocol !== 'https:' && !PLAIN_LOOPBACK.test(url)) throw refused(`${name} can be told by https only.`);
  if (username !== '' || password !== '') throw refused(`The URL of ${name} holds an account, which hooks do not use.`);
  const isEncrypted = protocol === 'https:';
  return {
    ...{ isEncrypted, host, name, authority: authority.replace(/\.(?=:\d+$|$)/, ''), path: pathname + search },
    port: port === '' ? (isEncrypted ? 443 : 80) : Number(port),
  };
}

/** What people are shown of a URL: all of it but the host may be a secret. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? nameOf(new URL(url).hostname.replace(BRACKETS, '$1')) : 'a host that cannot be read';
}

/** A host as it is compared with others: lower case, no dot at its end, an address in its shortest form. */
export function nameOf(host: string): string {
  const name = host.toLowerCase().replace(/\.$/, '');
  return isIP(name) === 0 ? name : plainAddress(name);
}

function refused(message: string): HookRequestError {
  return new HookRequestError(message, { isFinal: true });
}
