import {
  FailoverEngine,
  AttemptUnsent,
  resolveSettings,
  type Wire,
  type WireRequest,
  type Attempt,
} from '@understudy/failover-client/engine';
import type { RouteLease } from '@understudy/route-store';
import { LIMITS, TABLE } from '../limits.ts';
import type { Place } from '../types.ts';
import type { Tag, Written } from './journal.ts';
import type { Parts } from './parts.ts';
import { leaseOf, storesOf, SERVICE } from './stores-of.ts';

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
