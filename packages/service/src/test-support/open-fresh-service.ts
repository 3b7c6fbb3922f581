import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { prepareTable, type LocalRegion } from '@understudy/sandbox';
import { parseTopology } from '@understudy/topology';
import { openService, type OpenedService } from '../open-service.ts';
import { PATIENT_CLIENTS } from '../patient-clients.ts';

export const A = 'us-east-1';
export const B = 'eu-central-1';
export const WITNESS = 'eu-west-1';

let opened = 0;

export interface FreshService {
  readonly service: OpenedService;
  readonly clients: Readonly<Record<string, DynamoDBClient>>;
  /** Another process with the same service. */
  again(): OpenedService;
}

/** A service in databases that nothing else uses, with its table `orders` in both regions and no table of Understudy's. */
export async function openFreshService(
  { endpoint, directEndpoint }: LocalRegion,
  { stream = false }: { readonly stream?: boolean } = {},
): Promise<FreshService> {
  opened += 1;
  const credentials = { accessKeyId: `service${opened}`, secretAccessKey: 'secret' };
  const topology = parseTopology(
    JSON.stringify({
      service: 'shop',
      regions: {
        data: [
          { name: A, endpoint },
          { name: B, endpoint: directEndpoint },
        ],
        witness: {
          endpoints: [{ name: WITNESS, endpoint: directEndpoint.replace('127.0.0.1', '127.0.0.2') }],
        },
      },
      tables: [{ name: 'orders' }],
    }),
    { file: 'understudy.yaml' },
  );
  const again = () => openService(topology, { credentials, ...PATIENT_CLIENTS });
  const service = again();
  const clients = { [A]: service.dataClient(A), [B]: service.dataClient(B) };
  for (const client of Object.values(clients)) {
    await prepareTable(client, { name: 'orders', key: { id: 'S' }, stream });
  }
  return { service, clients, again };
}
