import type { Clock } from '@understudy/core';
import type { Fault } from '../dynamodb/fault.ts';
import { SandboxError } from '../errors.ts';
import type { ActiveFault } from '../proxy/types.ts';
import type { LocalRegion } from '../types.ts';
import type { PartyAction, PartyFault, PartyFaultKind, PartyState } from './party-state.ts';

export interface FaultyPartyOptions {
  readonly region: LocalRegion;
  readonly role: PartyState['role'];
  /** Whether programs look the region's name up, so that an empty name breaks something. */
  readonly hasName: () => boolean;
  readonly clock: Clock;
}

interface Begun extends PartyFault {
  readonly active: readonly ActiveFault[];
}

/** A name that stays empty breaks the connections that there are within minutes; here at once. */
const EMPTY_NAME: readonly Fault[] = [
  { kind: 'name', code: 'ENOTFOUND' },
  { kind: 'reset', when: 'before' },
];

/** One region with what is broken about it on purpose. Every action may be repeated: the second changes nothing. */
export class FaultyParty {
  readonly #options: FaultyPartyOptions;
  readonly #begun = new Map<PartyFaultKind, Begun>();

  constructor(options: FaultyPartyOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.region.name;
  }

  state(): PartyState {
    const { region, role, hasName } = this.#options;
    this.#followProcess();
    const faults = [...this.#begun.values()].map(({ kind, sinceMs, ms }) => ({
      kind,
      sinceMs,
      ...(ms !== undefined && { ms }),
    }));
    const isUp = region.state === 'running' || region.state === 'paused';
    const fits: Readonly<Record<PartyAction, boolean>> = {
      kill: isUp,
      restart: region.state === 'killed',
      pause: region.state === 'running',
      'go-on': region.state === 'paused',
      slow: isUp,
      cut: isUp && !this.#begun.has('cut'),
      'empty-name': isUp && hasName() && !this.#begun.has('no-name'),
      restore: faults.length > 0,
    };
    const can = (Object.keys(fits) as PartyAction[]).filter((action) => fits[action]);
    return { name: region.name, role, faults, can };
  }

  /** @throws SandboxError `UND_SANDBOX_REGION_STATE`, and what a start of the region throws */
  async act(action: PartyAction, ms: number): Promise<void> {
    const { region } = this.#options;
    switch (action) {
      case 'kill':
        if (region.state !== 'killed') await region.kill();
        break;
      case 'restart':
        if (region.state === 'killed') await region.restart();
        break;
      case 'pause':
        if (region.state !== 'paused') region.pause();
        break;
      case 'go-on':
        if (region.state === 'paused') region.resume();
        break;
      case 'slow':
        await this.#begin('slow', [{ kind: 'latency', ms }], ms);
        break;
      case 'cut':
        await this.#begin('cut', [{ kind: 'unreachable' }]);
        break;
      case 'empty-name':
        this.#demandName();
        await this.#begin('no-name', EMPTY_NAME);
        break;
      case 'restore':
        await this.#restore();
    }
    this.#followProcess();
  }

  async #restore(): Promise<void> {
    const { region } = this.#options;
    const lifted = [...this.#begun].map(async ([kind, { active }]) => {
      await Promise.all(active.map((each) => each.lift()));
      if (active.length > 0) this.#begun.delete(kind);
    });
    await Promise.all(lifted);
    if (region.state === 'paused') region.resume();
    if (region.state === 'killed') await region.restart();
  }

  /** The one that is on stays where it is the same, and is replaced where it is slower or faster. */
  async #begin(kind: PartyFaultKind, faults: readonly Fault[], ms?: number): Promise<void> {
    const before = this.#begun.get(kind);
    if (before !== undefined && before.ms === ms) return;
    const active = faults.map((fault) => this.#options.region.faults.add(fault));
    await Promise.all(active.map(({ inEffect }) => inEffect));
    const sinceMs = this.#options.clock.wallMs();
    this.#begun.set(kind, { kind, sinceMs, active, ...(ms !== undefined && { ms }) });
    await Promise.all((before?.active ?? []).map((each) => each.lift()));
  }

  #demandName(): void {
    if (this.#options.hasName()) return;
    throw new SandboxError('UND_SANDBOX_REGION_STATE', {
      what: `no program looks the name of ${this.name} up: this cloud serves no names.`,
      details: { region: this.name },
    });
  }

  /** Also a process that ended by itself, or by another hand, is killed. */
  #followProcess(): void {
    const { region, clock } = this.#options;
    for (const kind of ['killed', 'paused'] as const) {
      if (region.state !== kind) this.#begun.delete(kind);
      else if (!this.#begun.has(kind)) this.#begun.set(kind, { kind, sinceMs: clock.wallMs(), active: [] });
    }
  }
}
