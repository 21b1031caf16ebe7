import { once } from 'node:events';
import { connect as connectPlain, isIP, type LookupFunction, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { plainAddress } from './address.ts';
import type { Address } from './addresses.ts';
import type { Destination } from './destination.ts';
import { HookRequestError, nodeCode } from './request-error.ts';

/** How long one of several addresses may take before the next one is tried beside it. */
const NEXT_ADDRESS_MS = 1_000;
/** https://nodejs.org/api/errors.html, and OpenSSL's own codes: what is said of certificates. */
const OF_CERTIFICATES = /^(?:CERT_|ERR_TLS_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_CA)/;

/** What of a connection is another one in tests. */
export interface Trust {
  /** Certificates to trust in place of Node's own, as PEM. */
  readonly ca?: string;
}

/**
 * A connection to one of the addresses, and to no other: what was looked up is not looked up again, and the socket is asked
 * where it came out before anything is sent. Behind https the other side has shown a certificate for the host's name.
 * @param signal ends it, whatever is under way; without it the connection stays open
 * @throws HookRequestError
 */
export async function openConnection(
  destination: Destination,
  addresses: readonly Address[],
  { ca, signal }: Trust & { readonly signal: AbortSignal },
): Promise<Socket> {
  const { host, name, port, isEncrypted } = destination;
  const socket = connectPlain({
    ...{ host, port, lookup: always(addresses) },
    ...{ autoSelectFamily: true, autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_MS },
  });
  await ready(socket, 'connect', name, signal);
  if (!addresses.some(({ address }) => plainAddress(address) === plainAddress(socket.remoteAddress ?? ''))) {
    socket.destroy();
    throw new HookRequestError(`Nothing was sent: ${name} was reached at an address that nobody checked.`, {
      isFinal: true,
    });
  }
  if (!isEncrypted) return socket;
  const secure = connectTls({
    ...{ socket, host: name, servername: isIP(name) === 0 ? name : '' },
    ...{ rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] },
    ...(ca === undefined ? {} : { ca }),
  });
  await ready(secure, 'secureConnect', name, signal);
  return secure;
}

function always(addresses: readonly Address[]): LookupFunction {
  return (_host, { all }, tell) => {
    const [first] = addresses;
    if (all === true || first === undefined) tell(null, [...addresses]);
    else tell(null, first.address, first.family);
  };
}

async function ready(socket: Socket, event: string, name: string, signal: AbortSignal): Promise<void> {
  signal.addEventListener('abort', () => socket.destroy(), { once: true });
  // Whoever uses the socket next is told by its end; without anybody who listens an error would end the process.
  socket.on('error', () => {});
  try {
    await once(socket, event, { signal });
  } catch (error) {
    socket.destroy();
    const code = nodeCode(error);
    throw OF_CERTIFICATES.test(code)
      ? new HookRequestError(`Nothing was sent: ${name} shows no certificate that is valid for it (${code}).`, {
          isFinal: true,
        })
      : new HookRequestError(`${name} cannot be reached (${code}).`, { isFinal: false });
  }
}
