import type { PoolMember } from '@understudy/haproxy-config';
import type { Balancer, MemberId, Pools, WantedTraffic } from './balancer.ts';
import { TrafficError } from './errors.ts';

/**
 * Who is in which pool, and the balancers that have to serve just those: each change is applied to all of them, one
 * change at a time. A change that a balancer refuses stays wanted: the next `apply` tries it again.
 */
export class TrafficPools {
  readonly #members = new Map<string, Map<string, PoolMember>>();
  readonly #maintenance = new Map<string, MemberId>();
  readonly #balancers: Balancer[] = [];
  #last: Promise<unknown> = Promise.resolve();

  /** @param pools the members that there are already */
  constructor(pools: Pools = {}) {
    for (const [pool, members] of Object.entries(pools)) {
      this.#members.set(pool, new Map());
      for (const member of members) this.#add(pool, member);
    }
  }

  /** The members of each pool, in the order in which they joined. */
  get pools(): Pools {
    return Object.fromEntries([...this.#members].map(([pool, members]) => [pool, [...members.values()]]));
  }

  /** What every balancer has to serve. */
  get wanted(): WantedTraffic {
    return { pools: this.pools, maintenance: [...this.#maintenance.values()] };
  }

  /** Adds a balancer; from the next change on it is kept up to date. */
  attach(balancer: Balancer): void {
    this.#balancers.push(balancer);
  }

  /** Adds a member, or replaces the one of its name. @throws TrafficError `UND_TRAFFIC_APPLY_FAILED` */
  async join(pool: string, member: PoolMember): Promise<void> {
    this.#add(pool, member);
    await this.apply();
  }

  /**
   * Drains a member and takes it out; one that never joined is no error, so that it is safe to repeat.
   * @throws TrafficError `UND_TRAFFIC_APPLY_FAILED`
   */
  async leave({ pool, name }: MemberId): Promise<void> {
    this.#maintenance.delete(idOf({ pool, name }));
    if (this.#members.get(pool)?.delete(name) === true) await this.apply();
  }

  /**
   * Drains a member and keeps it: it gets no requests and is not checked.
   * @throws TrafficError `UND_TRAFFIC_MEMBER_UNKNOWN`, `UND_TRAFFIC_APPLY_FAILED`
   */
  async startMaintenance(member: MemberId): Promise<void> {
    this.#requireMember(member);
    this.#maintenance.set(idOf(member), member);
    await this.apply();
  }

  /**
   * Gives a member requests again, once its checks pass.
   * @throws TrafficError `UND_TRAFFIC_MEMBER_UNKNOWN`, `UND_TRAFFIC_APPLY_FAILED`
   */
  async endMaintenance(member: MemberId): Promise<void> {
    this.#requireMember(member);
    this.#maintenance.delete(idOf(member));
    await this.apply();
  }

  /** Brings every balancer to what is wanted. @throws TrafficError `UND_TRAFFIC_APPLY_FAILED` */
  apply(): Promise<void> {
    const applied = this.#last.then(() => this.#applyToAll());
    this.#last = applied.catch(() => undefined);
    return applied;
  }

  /** Closes the ways to the balancers; they go on serving. */
  async close(): Promise<void> {
    await this.#last;
    await Promise.all(this.#balancers.map((balancer) => balancer.close()));
  }

  async #applyToAll(): Promise<void> {
    const { wanted } = this;
    const outcomes = await Promise.allSettled(this.#balancers.map((balancer) => balancer.apply(wanted)));
    const failures = outcomes.flatMap((outcome, at) =>
      outcome.status === 'fulfilled'
        ? []
        : [{ balancer: this.#balancers[at]?.name ?? '', error: outcome.reason as unknown }],
    );
    const [first] = failures;
    if (first === undefined) return;
    const lines = failures.map(({ balancer, error }) => `${balancer}: ${messageOf(error)}`);
    throw new TrafficError('UND_TRAFFIC_APPLY_FAILED', {
      what: `${String(failures.length)} of ${String(outcomes.length)} balancers failed. ${lines.join(' ')}`,
      details: { balancers: failures.map(({ balancer }) => balancer) },
      cause: first.error,
    });
  }

  #add(pool: string, member: PoolMember): void {
    const members = this.#members.get(pool) ?? new Map<string, PoolMember>();
    this.#members.set(pool, members.set(member.name, member));
  }

  #requireMember({ pool, name }: MemberId): void {
    const members = this.#members.get(pool) ?? new Map<string, PoolMember>();
    if (members.has(name)) return;
    throw new TrafficError('UND_TRAFFIC_MEMBER_UNKNOWN', {
      what: `Pool ${pool} has no member ${name}; it has ${[...members.keys()].join(', ') || 'no members'}.`,
      details: { pool, name },
    });
  }
}

function idOf({ pool, name }: MemberId): string {
  return `${pool}/${name}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
