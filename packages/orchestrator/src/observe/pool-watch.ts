import type { Clock } from '@understudy/core';
import type { BalancedServer, BalancerSight, LinodeSight, ServersSight } from '@understudy/findings';
import { takeLook } from '@understudy/observers';
import type { ServerSettings } from '@understudy/topology';
import { staleAfterMs } from '../servers/fresh-balancers.ts';
import type { BalancerEye, LinodeEye, ServerEyes, ShownServer } from './server-eyes.ts';

export interface PoolWatchOptions {
  readonly eyes: ServerEyes;
  readonly settings: Pick<ServerSettings, 'lookEveryMs' | 'lookLimitMs'>;
  readonly clock: Clock;
  /** Whether it looks now: only the leader decides by servers. */
  readonly mayLook: () => boolean;
}

/** What was seen of one thing; times are monotonic ms unless they are named otherwise. */
interface Seen<T> {
  readonly value?: T;
  readonly wallMs?: number;
  readonly seenMs?: number;
  readonly missed: number;
  readonly why?: string;
}

type Known = ShownServer & { readonly sinceMs: number };
type Listed = Pick<LinodeSight, 'servers' | 'regions'>;

/**
 * Looks at balancers and at Linode again and again while its orchestrator leads. Each look has a time limit; what was not
 * seen for long keeps its age, so that it counts neither as healthy nor as down.
 */
export class PoolWatch {
  readonly #options: PoolWatchOptions;
  readonly #balancers = new Map<string, Seen<readonly Known[]>>();
  readonly #stopping = new AbortController();
  #linode: Seen<Listed> = { missed: 0 };
  #running: Promise<unknown> | undefined;

  constructor(options: PoolWatchOptions) {
    this.#options = options;
  }

  /** Begins to look; a second call changes nothing. */
  start(): void {
    if (this.#running !== undefined) return;
    const { balancers, linode } = this.#options.eyes;
    const watches = balancers.map((balancer) => this.#repeat(() => this.#lookAt(balancer)));
    if (linode !== undefined) watches.push(this.#repeat(() => this.#list(linode)));
    this.#running = Promise.allSettled(watches);
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new Error('The watch was stopped.'));
    await this.#running;
  }

  /** What is known now; ages are measured at the call. */
  sight(): ServersSight {
    const { eyes } = this.#options;
    const nowMs = this.#options.clock.monotonicMs();
    return {
      pools: eyes.pools,
      balancers: eyes.balancers.map(({ name }): BalancerSight => {
        const seen = this.#balancers.get(name) ?? { missed: 0 };
        const servers = (seen.value ?? []).map(({ sinceMs, ...server }): BalancedServer => {
          return { ...server, forMs: nowMs - sinceMs };
        });
        return { name, ...ageOf(seen, nowMs), servers };
      }),
      ...(eyes.linode !== undefined && {
        linode: {
          ...ageOf(this.#linode, nowMs),
          servers: this.#linode.value?.servers ?? [],
          regions: this.#linode.value?.regions ?? [],
        },
      }),
    };
  }

  async #repeat(look: () => Promise<void>): Promise<void> {
    const { clock, mayLook, settings } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      if (mayLook()) await look();
      else {
        // What was seen while it led says nothing when it leads again.
        this.#balancers.clear();
        this.#linode = { missed: 0 };
      }
      await clock.sleep(settings.lookEveryMs, signal).catch(() => undefined);
    }
  }

  async #lookAt(balancer: BalancerEye): Promise<void> {
    const { name } = balancer;
    const before = this.#balancers.get(name) ?? { missed: 0 };
    const looked = await this.#look(name, (signal) => balancer.look(signal));
    if ('why' in looked) {
      this.#balancers.set(name, { ...before, missed: before.missed + 1, why: looked.why });
      return;
    }
    const { seenMs } = looked;
    // After a time in which nothing was known, how long it has been so is not known either.
    const isSeamless = seenMs - (before.seenMs ?? -Infinity) <= staleAfterMs(this.#options.settings);
    const known = new Map((isSeamless ? (before.value ?? []) : []).map((server) => [server.name, server]));
    const value = looked.value.map((server): Known => {
      const last = known.get(server.name);
      return { ...server, sinceMs: last?.state === server.state ? last.sinceMs : seenMs };
    });
    this.#balancers.set(name, { ...looked, value, missed: 0 });
  }

  async #list(linode: LinodeEye): Promise<void> {
    const shown = [...this.#balancers.values()].flatMap(({ value = [] }) => value);
    const up = new Set(shown.filter(({ state }) => state === 'up').map(({ name }) => name));
    const named = [...shown, ...(this.#linode.value?.servers ?? [])].map(({ name }) => name);
    const suspects = new Set(named.filter((name) => !up.has(name)));
    const looked = await this.#look("Linode's API", (signal) => linode.look(suspects, signal));
    const before = this.#linode;
    this.#linode =
      'why' in looked ? { ...before, missed: before.missed + 1, why: looked.why } : { ...looked, missed: 0 };
  }

  async #look<T>(
    target: string,
    look: (signal: AbortSignal) => Promise<T>,
  ): Promise<
    { readonly value: T; readonly wallMs: number; readonly seenMs: number } | { readonly why: string }
  > {
    const { clock, settings } = this.#options;
    const seenMs = clock.monotonicMs();
    const limitMs = settings.lookLimitMs;
    const looked = await takeLook({ target, look, clock, limitMs, signal: this.#stopping.signal });
    return looked.kind === 'seen'
      ? { value: looked.value, wallMs: looked.atMs, seenMs }
      : { why: looked.why };
  }
}

function ageOf({ wallMs, seenMs, missed, why }: Seen<unknown>, nowMs: number) {
  return {
    ...(wallMs !== undefined && { atMs: wallMs }),
    ...(seenMs !== undefined && { ageMs: nowMs - seenMs }),
    missed,
    ...(why !== undefined && missed > 0 && { why }),
  };
}
