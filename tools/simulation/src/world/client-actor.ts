import { hasPassed } from '@understudy/core';
import {
  FailoverEngine,
  AttemptUnsent,
  resolveSettings,
  type Wire,
  type WireRequest,
  type Attempt,
} from '@understudy/failover-client/engine';
import type { RouteLease } from '@understudy/route-store';
import { FOREIGN_TABLE, LIMITS, tablesOf } from '../limits.ts';
import type { Place } from '../types.ts';
import type { Tag, Written } from './journal.ts';
import type { Parts } from './parts.ts';
import { requestOf, type Call } from './request-of.ts';
import { leaseOf, storesOf, SERVICE } from './stores-of.ts';
import { unprocessedOf, writesIn } from './writes-in.ts';

const STACK = { slow: 1, quickMs: 0.2 };

/** What the client says of each write of a call. */
export type Told = (written: Written) => Written['told'];

/** An application with its client. */
export class ClientActor {
  readonly #parts: Parts;
  readonly #engine: FailoverEngine;
  readonly #lease: RouteLease;

  constructor(parts: Parts) {
    const { process, randomness, telemetry } = parts;
    this.#parts = parts;
    this.#lease = leaseOf(parts, storesOf(parts), { beginsByFences: true });
    const settings = resolveSettings({
      service: SERVICE,
      regions: { 'us-east-1': {}, 'eu-central-1': {} },
      tables: tablesOf(parts.history.mix).filter((table) => table !== FOREIGN_TABLE),
      route: this.#lease,
      limits: LIMITS,
      clock: process,
      randomness,
      telemetry,
    });
    this.#engine = new FailoverEngine(settings, this.#lease);
  }

  /** Makes a call through the client. */
  async call(call: Call): Promise<Told> {
    const { operation, input } = requestOf(call);
    const wire: Wire = {
      forward: async (own, attempt) =>
        attempt.stripStamps(await this.#send({ operation, input: own }, attempt, call)),
      send: (request, attempt) => this.#send(request, attempt, call),
      respond: async (output) => output,
    };
    try {
      const { output } = await this.#engine.run({ operation, input, wire });
      const unprocessed = unprocessedOf(output);
      return (written) => (unprocessed.has(written.key) ? 'ambiguous' : 'acknowledged');
    } catch (error) {
      const told = toldBy(error);
      return () => told;
    }
  }

  /** A write around every client, to the region that the last route seen names: once, without a stamp. */
  async writeForeign(call: Call): Promise<Told> {
    const { process, network } = this.#parts;
    const route = this.#lease.view()?.snapshot.route;
    if (route?.phase !== 'steady') return () => 'failed';
    const { operation, input } = requestOf(call);
    const tag: Tag = { writes: call.writes, epoch: route.epoch };
    const late = process.sleep(LIMITS.attemptTimeoutMs).then((): Written['told'] => 'ambiguous');
    const answered = network.send(process, route.writer as Place, operation, input, tag).then(
      (): Written['told'] => 'acknowledged',
      (error: unknown): Written['told'] => {
        const { code, $fault: fault } = error as { code?: string; $fault?: string };
        if (error instanceof Error && error.name === 'ConditionalCheckFailedException') return 'refused';
        return code === 'ECONNREFUSED' || fault === 'client' ? 'failed' : 'ambiguous';
      },
    );
    const told = await Promise.race([answered, late]);
    return () => told;
  }

  async #send({ operation, input }: WireRequest, attempt: Attempt, call: Call): Promise<object> {
    const { process, network } = this.#parts;
    // Before anything is awaited: the route that the attempt was prepared for.
    const epoch = this.#lease.lastSeen()?.snapshot.route.epoch ?? 0;
    const tag: Tag = { writes: writesIn(input, call), epoch };
    const region = attempt.region as Place;
    const signedMs = await network.sign(process, region, operation, input, STACK);
    // As the SDK's handler does (adapters/bind-handler.ts).
    if (hasPassed(attempt.sendBy, process)) throw new AttemptUnsent('The lease has ended.');
    return network.send(process, region, operation, input, tag, signedMs);
  }
}

function toldBy(error: unknown): Written['told'] {
  const { mayHaveApplied, name } = error as { mayHaveApplied?: boolean; name?: string };
  if (mayHaveApplied === true) return 'ambiguous';
  return name === 'ConditionalCheckFailedException' || name === 'TransactionCanceledException'
    ? 'refused'
    : 'failed';
}
