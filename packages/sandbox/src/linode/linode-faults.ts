import { SandboxError } from '../errors.ts';
import { countedFault, type CountedFault } from '../proxy/counted-fault.ts';
import type { ActiveLinodeFault, LinodeFault } from './types.ts';

type OfKind<Kind extends LinodeFault['kind']> = Extract<LinodeFault, { kind: Kind }>;
export type CallFault = OfKind<'error' | 'reset' | 'silence'>;

interface Held {
  readonly fault: LinodeFault;
  readonly handle: CountedFault;
}

/** The faults in effect; the one added first strikes first. */
export class LinodeFaults {
  #held: Held[] = [];
  readonly #onOutage: (region: string, on: boolean) => void;

  constructor(onOutage: (region: string, on: boolean) => void) {
    this.#onOutage = onOutage;
  }

  /** @throws SandboxError UND_SANDBOX_FAULT_INVALID */
  add(fault: LinodeFault): ActiveLinodeFault {
    check(fault);
    const handle = countedFault({
      times: 'times' in fault ? fault.times : undefined,
      onLift: () => {
        this.#held = this.#held.filter((each) => each.handle !== handle);
        if (fault.kind === 'region-outage') this.#onOutage(fault.region, false);
      },
    });
    this.#held.push({ fault, handle });
    if (fault.kind === 'region-outage') this.#onOutage(fault.region, true);
    return handle;
  }

  async liftAll(): Promise<void> {
    await Promise.all(this.#held.map(({ handle }) => handle.lift()));
  }

  /** The fault that strikes this call, counted. */
  strikeCall(method: string, path: string): CallFault | undefined {
    for (const { fault, handle } of this.#held) {
      if (fault.kind !== 'error' && fault.kind !== 'reset' && fault.kind !== 'silence') continue;
      if (fault.calls?.some((pattern) => fits(`${method} ${path}`, pattern)) === false) continue;
      handle.hit();
      return fault;
    }
    return undefined;
  }

  /** Whether such a fault strikes an instance in `region`, counted. */
  strikeInstance(kind: 'stuck-provisioning' | 'boot-failure', region: string): boolean {
    const found = this.#held.find(
      ({ fault }) => fault.kind === kind && (fault.region === undefined || fault.region === region),
    );
    found?.handle.hit();
    return found !== undefined;
  }
}

function fits(call: string, pattern: string): boolean {
  const [method = '', path = ''] = pattern.split(' ');
  const [calledMethod = '', calledPath = ''] = call.split(' ');
  if (method !== '*' && method !== calledMethod) return false;
  const parts = path.split('/');
  const called = calledPath.split('/');
  return parts.length === called.length && parts.every((part, at) => part === '*' || part === called[at]);
}

function check(fault: LinodeFault): void {
  const wrong = (what: string) => new SandboxError('UND_SANDBOX_FAULT_INVALID', { what });
  if (fault.kind === 'error' && !isWhole(fault.status, 400, 599))
    throw wrong(`status is ${fault.status}, but should be 400 to 599.`);
  if (fault.kind === 'region-outage') return;
  if (fault.times !== undefined && !isWhole(fault.times, 1, Number.MAX_SAFE_INTEGER))
    throw wrong(`times is ${fault.times}, but should be a whole number above 0.`);
  if (fault.kind === 'stuck-provisioning' || fault.kind === 'boot-failure') return;
  const pattern = (fault.calls ?? []).find((each) => !/^(\*|[A-Z]+) \//.test(each));
  if (pattern !== undefined)
    throw wrong(
      `calls has ${JSON.stringify(pattern)}, but should have texts such as 'POST /linode/instances'.`,
    );
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isSafeInteger(value) && value >= least && value <= most;
}
