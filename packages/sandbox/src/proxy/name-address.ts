import { lookup as systemLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import type { Randomness } from '@understudy/core';
import { countedFault, type CountedFault } from './counted-fault.ts';
import type { ActiveFault, NameFault } from './types.ts';

type Answer = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;

/** As `dns.lookup`; what `http.Agent` and `net.connect` take as their `lookup`. */
export type Lookup = (hostname: string, options: LookupOptions, callback: Answer) => void;

/** A name of ours and the address behind it. */
export interface Name {
  readonly hostname: string;
  readonly address: string;
  /** Strikes look-ups only: connections that there are live on. */
  add(fault: NameFault): ActiveFault;
  liftAll(): Promise<void>;
  /** What a look-up of this name gives now: an address, a look-up error's code, or no answer at all. */
  resolve(): { readonly address: string } | { readonly code: NameFault['code'] };
}

interface Entry {
  readonly fault: NameFault;
  readonly active: CountedFault;
}

/** getaddrinfo's numbers, as Node gives them on Linux and macOS alike. */
const ERRNO = { ENOTFOUND: -3008, EAI_AGAIN: -3001 } as const;

export function nameAddress(hostname: string, address: string, randomness: Randomness): Name {
  const on = new Set<Entry>();
  return {
    hostname,
    address,
    add: (fault) => {
      const entry: Entry = {
        fault,
        active: countedFault({
          times: fault.times,
          onLift: () => {
            on.delete(entry);
          },
        }),
      };
      on.add(entry);
      return entry.active;
    },
    liftAll: async () => {
      await Promise.all([...on].map(({ active }) => active.lift()));
    },
    resolve: () => {
      for (const { fault, active } of on) {
        if (fault.share !== undefined && randomness.fraction() >= fault.share) continue;
        active.hit();
        return { code: fault.code };
      }
      return { address };
    },
  };
}

/** Looks names of ours up here, and all others where they always are. */
export function lookupAmong(names: readonly Name[]): Lookup {
  return (hostname, options, callback) => {
    const name = names.find((each) => each.hostname === hostname);
    if (name === undefined) {
      systemLookup(hostname, options, callback);
      return;
    }
    const found = name.resolve();
    if ('code' in found) {
      if (found.code !== 'silence') setImmediate(callback, lookupError(hostname, found.code), '');
    } else if (options.all) {
      setImmediate(callback, null, [{ address: found.address, family: 4 }]);
    } else {
      setImmediate(callback, null, found.address, 4);
    }
  };
}

function lookupError(hostname: string, code: keyof typeof ERRNO): NodeJS.ErrnoException {
  return Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), {
    code,
    errno: ERRNO[code],
    syscall: 'getaddrinfo',
    hostname,
  });
}
