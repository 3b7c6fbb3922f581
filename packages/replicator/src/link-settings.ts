import type { Clock, Limits, Randomness, Telemetry } from '@understudy/core';
import type { LinkName } from '@understudy/links';
import type { FenceStore, LeaseHolder } from '@understudy/route';
import { boundRequests, type RequestBounds } from './adapters/bound-requests.ts';
import type { LinkOptions } from './options.ts';
import type { StreamsClient } from './stream/dynamo-stream-reader.ts';
import type { RegionClient, ReplicatedTable } from './types.ts';

/** The clients of one region. */
export interface RegionClients {
  readonly dynamodb: RegionClient;
  readonly streams: StreamsClient;
}

export interface LinkSettings {
  readonly name: LinkName;
  readonly writes: ReplicatedTable['writes'];
  readonly stampAttribute: string;
  readonly source: RegionClients;
  readonly target: RegionClients;
  readonly lease: LeaseHolder;
  readonly fences: Pick<FenceStore, 'read'>;
  readonly limits: Limits;
  readonly options: LinkOptions;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly telemetry: Telemetry;
}

/** The client, each of whose requests has the time limit of one attempt, and the given bounds. */
export function boundClient(
  client: RegionClient,
  { clock, limits }: Pick<LinkSettings, 'clock' | 'limits'>,
  bounds: Pick<RequestBounds, 'onAmbiguous' | 'mayStillSend'> = {},
): RegionClient {
  return boundRequests(client, { clock, limitMs: limits.attemptTimeoutMs, ...bounds });
}
