import { promises as dns, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { limitTime, type Clock } from '@understudy/core';

export interface FreshNamesOptions {
  readonly clock: Clock;
  /** Asks the machine, as every other client on it does: `getaddrinfo` unless given. */
  readonly askSystem?: (hostname: string) => Promise<readonly LookupAddress[]>;
  /** Opens what asks DNS servers directly, for one look-up: those of the machine's configuration unless given. */
  readonly openResolver?: (timeoutMs: number) => Pick<dns.Resolver, 'resolve4' | 'resolve6' | 'cancel'>;
}

/** The share of its time after which a look-up no longer relies on the machine's answer alone. */
const LATE = 1 / 4;

/**
 * Looks each name up again for each connection, within a time limit. The machine's answer counts where it comes soon.
 * Where it is late, DNS is asked as well, by a query of this look-up alone: one lost packet keeps `getaddrinfo` waiting
 * for five seconds. A name has one `getaddrinfo` at a time, since each holds one of the four threads that Node has for
 * names and files until it gives up: with a DNS server that is silent, look-ups of one region's name would take them all,
 * and the other region could not be reached either.
 */
export class FreshNames {
  readonly #options: Required<FreshNamesOptions>;
  readonly #asking = new Map<string, Promise<readonly LookupAddress[]>>();

  constructor({ clock, askSystem = getAddresses, openResolver = resolverWithin }: FreshNamesOptions) {
    this.#options = { clock, askSystem, openResolver };
  }

  /**
   * A look-up for `net.connect` and agents. Its error has a code as `getaddrinfo` has them: EAI_AGAIN where no answer came
   * in time.
   * @param limitMs how long it may take, in ms
   */
  lookupWithin(limitMs: number): LookupFunction {
    return (hostname, { all, family }, callback) => {
      this.#find(hostname, limitMs).then(
        (found) => {
          const usable = found.filter((address) => !isOther(address.family, family));
          const [first] = usable;
          if (first === undefined) callback(failure('ENOTFOUND', hostname, 'has no such address'), '');
          else if (all === true) callback(null, usable);
          else callback(null, first.address, first.family);
        },
        (error: unknown) => {
          callback(error as NodeJS.ErrnoException, '');
        },
      );
    };
  }

  async #find(hostname: string, limitMs: number): Promise<readonly LookupAddress[]> {
    const { clock, openResolver } = this.#options;
    const bySystem = this.#askSystem(hostname);
    const soon = await limitTime(() => bySystem, { clock, limitMs: limitMs * LATE });
    if (soon.met) return soon.value;
    const resolver = openResolver(limitMs * LATE);
    const either = () => Promise.any([bySystem, queryDns(resolver, hostname)]);
    try {
      const found = await limitTime(either, { clock, limitMs: limitMs * (1 - LATE) });
      if (found.met) return found.value;
    } catch (error) {
      throw error instanceof AggregateError ? error.errors[0] : error;
    } finally {
      resolver.cancel();
    }
    throw failure('EAI_AGAIN', hostname, `was not resolved within ${limitMs} ms`);
  }

  #askSystem(hostname: string): Promise<readonly LookupAddress[]> {
    const asking =
      this.#asking.get(hostname) ??
      this.#options.askSystem(hostname).finally(() => this.#asking.delete(hostname));
    asking.catch(() => undefined);
    this.#asking.set(hostname, asking);
    return asking;
  }
}

const getAddresses = (hostname: string) => dns.lookup(hostname, { all: true });

const resolverWithin = (timeoutMs: number) =>
  new dns.Resolver({ timeout: Math.max(1, Math.round(timeoutMs)), tries: 2 });

async function queryDns(
  resolver: Pick<dns.Resolver, 'resolve4' | 'resolve6'>,
  hostname: string,
): Promise<readonly LookupAddress[]> {
  const of = (family: 4 | 6) => (found: readonly string[]) => found.map((address) => ({ address, family }));
  return resolver.resolve4(hostname).then(of(4), () => resolver.resolve6(hostname).then(of(6)));
}

const isOther = (family: number, wanted: unknown) => (wanted === 4 || wanted === 6) && family !== wanted;

function failure(code: 'ENOTFOUND' | 'EAI_AGAIN', hostname: string, why: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${hostname} ${why}`), { code, syscall: 'getaddrinfo', hostname });
}
