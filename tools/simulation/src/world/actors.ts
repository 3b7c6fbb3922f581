import type { Randomness, Telemetry } from '@understudy/core';
import {
  FailoverEngine,
  AttemptUnsent,
  resolveSettings,
  type Wire,
  type WireRequest,
  type Attempt,
} from '@understudy/failover-client/engine';
import { Mover, type FailoverIntent } from '@understudy/moves';
import { Barriers, ReplicationWorker, type RegionClients } from '@understudy/replicator';
import { DynamoFenceStore, DynamoRouteStore, RouteLease, type Sender } from '@understudy/route';
import { LIMITS, LINK, MOVES, TABLE } from '../limits.ts';
import { REGIONS, otherOf } from '../properties/property.ts';
import type { DataRegion, History, MoveEvent, Place } from '../types.ts';
import type { Tag, Written } from './journal.ts';
import type { Network } from './network.ts';
import type { Process } from './process.ts';

/** What a process of the history is made of. */
export interface Parts {
  readonly process: Process;
  readonly network: Network;
  readonly randomness: Randomness;
  readonly telemetry: Telemetry;
  readonly history: History;
  /** Whether a region has its disk, or what it had was brought back to it: what whoever moves the writer knows. */
  readonly isSeeded: (region: DataRegion) => boolean;
}

const SERVICE = 'shop';

interface Command {
  readonly input: object;
}

function senderTo({ process, network }: Parts, place: Place): Sender {
  const send = (command: Command) =>
    network.send(process, place, command.constructor.name.replace(/Command$/, ''), command.input);
  return { send: send };
}

function storesOf(parts: Parts) {
  const { process, randomness } = parts;
  const senders = Object.fromEntries(REGIONS.map((region) => [region, senderTo(parts, region)]));
  return {
    senders,
    store: new DynamoRouteStore({
      service: SERVICE,
      senders: [senderTo(parts, 'eu-west-1')],
      limits: LIMITS,
      clock: process,
      randomness,
    }),
    fences: new DynamoFenceStore({ service: SERVICE, senders, limits: LIMITS, clock: process }),
  };
}

function leaseOf(parts: Parts, { store, fences }: ReturnType<typeof storesOf>): RouteLease {
  const { process, telemetry, history } = parts;
  const lease = new RouteLease({
    store,
    fences,
    limits: LIMITS,
    onControlLoss: history.mix.onControlLoss,
    urgentEveryMs: 60,
    clock: process,
    telemetry,
  });
  lease.start();
  return lease;
}

/** An application with its client. */
export class ClientActor {
  readonly #parts: Parts;
  readonly #engine: FailoverEngine;
  readonly #lease: RouteLease;

  constructor(parts: Parts) {
    const { process, randomness, telemetry } = parts;
    this.#parts = parts;
    this.#lease = leaseOf(parts, storesOf(parts));
    const settings = resolveSettings({
      service: SERVICE,
      regions: { 'us-east-1': {}, 'eu-central-1': {} },
      tables: [TABLE],
      route: this.#lease,
      limits: LIMITS,
      clock: process,
      randomness,
      telemetry,
    });
    this.#engine = new FailoverEngine(settings, this.#lease);
  }

  /** Makes a write and says what the client says of it. */
  async write(written: Written): Promise<Written['told']> {
    const { operation, input } = requestOf(written);
    const wire: Wire = {
      forward: async (own, attempt) =>
        attempt.stripStamps(await this.#send({ operation, input: own }, attempt, written)),
      send: (request, attempt) => this.#send(request, attempt, written),
      respond: async (output) => output,
    };
    try {
      await this.#engine.run({ operation, input, wire });
      return 'acknowledged';
    } catch (error) {
      const { mayHaveApplied, name } = error as { mayHaveApplied?: boolean; name?: string };
      if (mayHaveApplied === true) return 'ambiguous';
      return name === 'ConditionalCheckFailedException' ? 'refused' : 'failed';
    }
  }

  #send({ operation, input }: WireRequest, attempt: Attempt, written: Written): Promise<object> {
    const { process, network } = this.#parts;
    if (process.monotonicMs() >= attempt.sendByMs)
      return Promise.reject(new AttemptUnsent('The lease has ended.'));
    const epoch = this.#lease.lastSeen()?.snapshot.route.epoch ?? 0;
    const tag: Tag = { written, epoch };
    return network.send(process, attempt.region as Place, operation, input, tag);
  }
}

function requestOf({ id, key, how }: Written): WireRequest {
  const keyed = { TableName: TABLE, Key: { id: { S: key } } };
  const item = { TableName: TABLE, Item: { id: { S: key }, value: { S: id } } };
  switch (how) {
    case 'put':
      return { operation: 'PutItem', input: item };
    case 'put-new':
      return { operation: 'PutItem', input: { ...item, ConditionExpression: 'attribute_not_exists(id)' } };
    case 'update':
      return {
        operation: 'UpdateItem',
        input: {
          ...keyed,
          UpdateExpression: 'SET #value = :value',
          ExpressionAttributeNames: { '#value': 'value' },
          ExpressionAttributeValues: { ':value': { S: id } },
        },
      };
    case 'delete':
      return { operation: 'DeleteItem', input: keyed };
    case 'delete-old':
      return { operation: 'DeleteItem', input: { ...keyed, ReturnValues: 'ALL_OLD' } };
  }
}

/** A replication worker with its links. */
export class WorkerActor {
  readonly worker: ReplicationWorker;

  constructor(parts: Parts) {
    const { process, randomness, telemetry, history } = parts;
    const stores = storesOf(parts);
    const lease = leaseOf(parts, stores);
    const clients = Object.fromEntries(
      REGIONS.map((region) => {
        const sender = stores.senders[region] as Sender;
        return [region, { dynamodb: sender, streams: sender as unknown as RegionClients['streams'] }];
      }),
    );
    this.worker = new ReplicationWorker({
      tables: [{ name: TABLE, writes: 'stamped' }],
      regions: [REGIONS[0], REGIONS[1]],
      clients,
      lease,
      fences: stores.fences,
      limits: LIMITS,
      options: { ...LINK, concurrency: history.mix.concurrency },
      clock: process,
      randomness,
      telemetry,
    });
    void this.worker.start().catch(() => {});
  }
}

type Order = MoveEvent | { readonly do: 'abort' };

/** A mover that does what it is told, goes on with what it finds half done, and tends what is merging. */
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
      tables: [TABLE],
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
        await process.sleep(MOVES.tendEveryMs);
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
      return Math.min(Math.max(step.pauseMs, 1), MOVES.tendEveryMs);
    }
    const { pauseMs } = await this.#mover.tendMerging();
    return Math.min(pauseMs ?? MOVES.tendEveryMs * 2, MOVES.tendEveryMs * 2);
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
