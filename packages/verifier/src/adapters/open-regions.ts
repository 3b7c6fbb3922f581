import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Topology } from '@understudy/topology';
import { DynamoRouteStore } from '@understudy/route-store';
import { VerifierError } from '../errors.ts';
import type { Both, Side, VerifiedRegion } from '../types.ts';

/** Attempts of one request: reads, and writes whose conditions make a repeat harmless. */
const ATTEMPTS = 8;
const TIMEOUT_MS = 20_000;

/** The regions' clients, and how they are closed. */
export interface OpenedRegions {
  readonly regions: Both<VerifiedRegion>;
  readonly close: () => void;
}

/** Clients that wait out throttling: nobody is kept waiting by a comparison. */
export function openRegions({ regions }: Topology, sockets: number): OpenedRegions {
  const open = ({ name, endpoint }: { name: string; endpoint?: string | undefined }) => ({
    name,
    client: openClient(name, endpoint, sockets),
  });
  const [left, right] = [open(regions.data[0]), open(regions.data[1])];
  return {
    regions: [left, right],
    close: () => {
      left.client.destroy();
      right.client.destroy();
    },
  };
}

/**
 * The place of the writer, where the route is steady and nothing is merging.
 * @throws VerifierError `UND_VERIFIER_ROUTE_UNSETTLED`, and what the store throws
 */
export async function readWriter({ service, regions, limits }: Topology): Promise<Side> {
  const senders = regions.witness.endpoints.map(({ name, endpoint }) => openClient(name, endpoint, 4));
  try {
    const store = new DynamoRouteStore({ service, limits, table: regions.witness.table, senders });
    const { route } = await store.read();
    if (route.phase !== 'steady' || route.merging.length > 0) {
      throw new VerifierError('UND_VERIFIER_ROUTE_UNSETTLED', {
        what:
          route.phase === 'moving'
            ? `The writer of ${service} is being moved from ${route.from} to ${route.to}.`
            : `${route.merging.map(({ region }) => region).join(', ')} is still merging into ${service}.`,
        details: { phase: route.phase, epoch: route.epoch },
      });
    }
    return route.writer === regions.data[0].name ? 0 : 1;
  } finally {
    for (const sender of senders) sender.destroy();
  }
}

function openClient(region: string, endpoint: string | undefined, sockets: number): DynamoDBClient {
  const agent = { maxSockets: sockets, keepAlive: true };
  return new DynamoDBClient({
    region,
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: TIMEOUT_MS,
      requestTimeout: TIMEOUT_MS,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}
