import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { systemClock, systemRandomness } from '@understudy/core';
import { FailoverDynamoDBClient, optionsFromTopology } from '@understudy/failover-client';
import type { Topology } from '@understudy/topology';
import { DynamoRouteStore } from '@understudy/route-store';
import type { DecideOptions } from '../decide-options.ts';
import { Records } from '../records.ts';

const ATTEMPTS = 6;
const SOCKETS = 16;

/** A service as the records' commands need it, and how it is closed. */
export interface OpenedService extends DecideOptions {
  readonly close: () => void;
}

/** Clients of both regions; the failover client and the control store are opened when something is to be decided. */
export function openService(topology: Topology): OpenedService {
  const { service, regions, tables, limits, stampAttribute } = topology;
  const [first, second] = regions.data;
  const opened: { destroy(): void }[] = [];
  const open = ({ name, endpoint }: { readonly name: string; readonly endpoint?: string | undefined }) => {
    const client = openClient(name, endpoint, limits.attemptTimeoutMs);
    opened.push(client);
    return client;
  };
  const clients = { [first.name]: open(first), [second.name]: open(second) };
  const records = new Records({
    clients,
    tables: tables.map(({ name }) => name),
    regions: [first.name, second.name],
  });
  let failover: FailoverDynamoDBClient | undefined;
  return {
    records,
    get writer() {
      if (failover === undefined) {
        failover = new FailoverDynamoDBClient({ understudy: optionsFromTopology(topology) });
        opened.push(failover);
      }
      return failover;
    },
    partitionKeyOf: async (table) => {
      const { Table } = await records.client(first.name).send(new DescribeTableCommand({ TableName: table }));
      return Table?.KeySchema?.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';
    },
    writesOf: (table) => tables.find(({ name }) => name === table)?.writes ?? 'stamped',
    steadyWriter: async () => {
      const senders = regions.witness.endpoints.map(open);
      const store = new DynamoRouteStore({ service, limits, table: regions.witness.table, senders });
      const { route } = await store.read();
      return route.phase === 'steady' ? route.writer : undefined;
    },
    stampAttribute,
    tombstoneTtlMs: limits.tombstoneTtlMs,
    clock: systemClock(),
    randomness: systemRandomness,
    close: () => {
      for (const client of opened) client.destroy();
    },
  };
}

function openClient(region: string, endpoint: string | undefined, timeoutMs: number): DynamoDBClient {
  const agent = { maxSockets: SOCKETS, keepAlive: true };
  return new DynamoDBClient({
    region,
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: timeoutMs,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
      httpAgent: agent,
      httpsAgent: agent,
    },
    ...(endpoint === undefined ? {} : { endpoint }),
  });
}
