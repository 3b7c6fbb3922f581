import { Mover, type FailoverIntent } from '@understudy/moves';
import { Barriers } from '@understudy/replicator';
import { LIMITS, MOVES, TABLE, tablesOf } from '../limits.ts';
import { otherOf } from '../other-of.ts';
import type { DataRegion, MoveEvent } from '../types.ts';
import type { Parts } from './parts.ts';
import { storesOf } from './stores-of.ts';

type Order = MoveEvent | { readonly do: 'abort' };

/** A mover that makes the moves of the history, resumes those it finds half done, and reconciles what is merging. */
export class MoverActor {
  readonly #parts: Parts;
  readonly #mover: Mover;
  readonly #stores: ReturnType<typeof storesOf>;
  readonly #orders: Order[] = [];
  readonly #said: (what: string, facts: Readonly<Record<string, unknown>>) => void;
  readonly #seenMoves = new Set<string>();
  #resting: AbortController | undefined;

  constructor(parts: Parts, said: (what: string, facts: Readonly<Record<string, unknown>>) => void) {
    const { process, randomness, telemetry } = parts;
    this.#parts = parts;
    this.#said = said;
    this.#stores = storesOf(parts);
    const barriers = new Barriers({
      clients: this.#stores.senders,
      timeoutMs: LIMITS.controlTimeoutMs,
      clock: process,
    });
    this.#mover = new Mover({
      ...MOVES,
      store: this.#stores.store,
      fences: this.#stores.fences,
      barriers,
      probe: { takesWrites: (region) => this.#takesWrites(region as DataRegion) },
      tables: tablesOf(parts.history.mix),
      limits: LIMITS,
      clock: process,
      randomness,
      telemetry,
    });
    void this.#loop();
  }

  order(order: Order): void {
    this.#orders.push(order);
    this.#resting?.abort();
  }

  async #loop(): Promise<never> {
    const { process } = this.#parts;
    for (;;) {
      const order = this.#orders.shift();
      try {
        if (order === undefined) await this.#rest(await this.#goOn());
        else await this.#obey(order);
      } catch (error) {
        this.#said('mover.refused', { code: (error as { code?: string }).code ?? String(error) });
        await process.sleep(MOVES.reconcileEveryMs);
      }
    }
  }

  /** Until an order comes, at most so long. */
  async #rest(ms: number): Promise<void> {
    if (this.#orders.length > 0) return;
    this.#resting = new AbortController();
    await this.#parts.process.sleep(ms, this.#resting.signal).catch(() => {});
    this.#resting = undefined;
  }

  async #goOn(): Promise<number> {
    const step = await this.#mover.step();
    if (step !== undefined) {
      const { route } = step.snapshot;
      if (route.phase === 'moving' && !this.#seenMoves.has(route.moveId)) {
        this.#seenMoves.add(route.moveId);
        this.#said('move.taken_over', { at: route.step });
      }
      if (step.did === 'promote' && step.ended) this.#said('move.taken_over_to_its_end', {});
      return Math.min(Math.max(step.pauseMs, 1), MOVES.reconcileEveryMs);
    }
    const { pauseMs } = await this.#mover.reconcileMerging();
    return Math.min(pauseMs ?? MOVES.reconcileEveryMs * 2, MOVES.reconcileEveryMs * 2);
  }

  async #obey(order: Order): Promise<void> {
    if (order.do === 'abort') {
      await this.#mover.abort({ reason: 'a person says so' });
      return;
    }
    const { kind, override } = order;
    const to = order.to === 'other' ? await this.#standby() : order.to;
    if (kind === 'switchover') {
      const report = await this.#mover.switchover({ to, reason: 'planned' });
      this.#said('mover.reported', { outcome: report.outcome, kind });
      return;
    }
    const intent: FailoverIntent = {
      to,
      reason: 'the writer is gone',
      ...(override ? { override: { by: 'a person', why: 'the lag is known' } } : {}),
    };
    const report = await this.#mover.failover(intent);
    this.#said('mover.reported', {
      outcome: report.outcome,
      kind,
      undrained: report.undrained.length,
      from: report.from,
    });
  }

  async #standby(): Promise<DataRegion> {
    const { route } = await this.#stores.store.read();
    return otherOf((route.phase === 'steady' ? route.writer : route.from) as DataRegion);
  }

  async #takesWrites(region: DataRegion): Promise<boolean> {
    const { network, process } = this.#parts;
    await network.send(process, region, 'DescribeTable', { TableName: TABLE });
    return this.#parts.isSeeded(region);
  }
}
