import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './address.ts';
import type { Destination } from './destination.ts';
import { HookRequestError, nodeCode } from './request-error.ts';

/** An address as Node has it. */
export interface Address {
  readonly address: string;
  readonly family: number;
}

/** All addresses of a name. It is asked once for each request. */
export type LookUp = (host: string) => Promise<readonly Address[]>;

export const systemLookUp: LookUp = (host) => lookup(host, { all: true, order: 'verbatim' });

/**
 * The addresses that a request may connect to: all that the name has, and not one if any of them is not allowed.
 * @param isAllowed the settings name the host, so that its addresses may be private
 * @throws HookRequestError
 */
export async function allowedAddresses(
  { host, name, isEncrypted }: Destination,
  isAllowed: boolean,
  lookUp: LookUp,
): Promise<readonly Address[]> {
  const addresses = await addressesOf(host, name, lookUp);
  if (addresses.length === 0) throw new HookRequestError(`${name} has no address.`, { isFinal: false });
  const isFit = isEncrypted ? isPublicAddress : isLoopbackAddress;
  if ((isEncrypted && isAllowed) || addresses.every(({ address }) => isFit(address))) return addresses;
  const why = isEncrypted
    ? 'leads to an address that is not public. If that is meant, name the host in "allow-hosts".'
    : 'leads to another machine, and can be told by https only.';
  throw new HookRequestError(`Nothing was sent: ${name} ${why}`, { isFinal: true });
}

async function addressesOf(host: string, name: string, lookUp: LookUp): Promise<readonly Address[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  try {
    return await lookUp(host);
  } catch (error) {
    throw new HookRequestError(`${name} was not found (${nodeCode(error)}).`, { isFinal: false });
  }
}
