import { isIP } from 'node:net';

/** Whether only this machine can reach that address. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[(.*)\]$/, '$1').toLowerCase();
  if (bare === 'localhost' || bare === '::1') return true;
  return isIP(bare) === 4 && bare.startsWith('127.');
}

/** The host of nearly every request. */
const USUAL = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/;

/**
 * Whether a request's `Host` names this machine. A web page whose name was made to resolve to loopback (DNS rebinding)
 * sends its own name; an SDK sends an address, or localhost.
 */
export function namesThisMachine(header: string | undefined): boolean {
  if (header === undefined || USUAL.test(header)) return true;
  const name = header
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  return name === 'localhost' || name.endsWith('.localhost') || isIP(name) !== 0;
}
