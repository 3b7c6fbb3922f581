import { DescribeTableCommand, type KeySchemaElement } from '@aws-sdk/client-dynamodb';
import { systemClock, systemRandomness } from '@understudy/core';
import { FailoverDynamoDBClient, optionsFromTopology } from '@understudy/failover-client';
import { openService, type OpenedService } from '@understudy/service';
import type { Topology } from '@understudy/topology';
import type { DecideOptions } from '../decide-options.ts';
import { Records } from '../records.ts';

/** A person waits for the answer, and each write has a condition: more attempts than a replicator's, few sockets. */
const CLIENTS = { attempts: 6, sockets: 16 };

/** A service as the records' commands need it, and how it is closed. */
export interface OpenedRecords extends DecideOptions {
  readonly service: OpenedService;
  readonly close: () => Promise<void>;
}

/** The records of a service; the failover client and the control store are opened at their first use. */
export function openRecords(topology: Topology): OpenedRecords {
  const service = openService(topology, { data: CLIENTS, control: CLIENTS });
  const { regions } = service;
  const { tables, limits, stampAttribute } = topology;
  const records = new Records({
    clients: Object.fromEntries(regions.map((region) => [region, service.dataClient(region)])),
    tables: tables.map(({ name }) => name),
    regions,
  });
  let failover: FailoverDynamoDBClient | undefined;
  const schemas = new Map<string, readonly KeySchemaElement[]>();
  const keysOf = async (table: string) => {
    const known = schemas.get(table);
    if (known !== undefined) return known;
    const keys = await describeKeys(table, regions, service);
    schemas.set(table, keys);
    return keys;
  };
  return {
    service,
    records,
    get writer() {
      return (failover ??= new FailoverDynamoDBClient({ understudy: optionsFromTopology(topology) }));
    },
    partitionKeyOf: async (table) =>
      (await keysOf(table)).find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '',
    keyAttributesOf: async (table) =>
      (await keysOf(table)).flatMap(({ AttributeName }) => AttributeName ?? []),
    assignedOf: (table) => tables.find(({ name }) => name === table)?.assigned ?? [],
    writesOf: (table) => tables.find(({ name }) => name === table)?.writes ?? 'stamped',
    route: async () => {
      const { route } = await service.routeStore.read();
      return {
        writer: route.phase === 'steady' ? route.writer : undefined,
        merging: route.merging.map(({ region }) => region),
      };
    },
    stampAttribute,
    tombstoneTtlMs: limits.tombstoneTtlMs,
    clock: systemClock(),
    randomness: systemRandomness,
    close: async () => {
      failover?.destroy();
      await service.close();
    },
  };
}

/** From the first region that answers: the other one may be lost. */
async function describeKeys(
  table: string,
  [first, second]: readonly [string, string],
  service: OpenedService,
): Promise<readonly KeySchemaElement[]> {
  const describe = async (region: string) => {
    const { Table } = await service.dataClient(region).send(new DescribeTableCommand({ TableName: table }));
    return Table?.KeySchema ?? [];
  };
  return describe(first).catch(() => describe(second));
}
