import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteTableCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { LEDGER_TABLE, linkId, LINKS_TABLE, PARKED_TABLE } from '@understudy/links';
import { ACCESS_KEY, prepareTable, type LocalRegion } from '@understudy/sandbox';
import { createService, openService, type OpenedService } from '@understudy/service';
import { parseTopology } from '@understudy/topology';

const EAST = 'us-east-1';
const WEST = 'eu-central-1';
const WITNESS = 'eu-west-1';

/** The access key under which DynamoDB Local keeps the service whose regions are swapped. */
export const SWAPPED_KEY = 'swapped';
/** Under this one nothing was ever created. */
export const EMPTY_KEY = 'empty';
/** And under this one the tables that replication keeps were deleted after the setup. */
export const STRIPPED_KEY = 'stripped';

/** Topology files, good and wrong ones, and a port that is taken. */
export interface WrongFiles {
  readonly good: string;
  readonly missing: string;
  readonly directory: string;
  readonly badYaml: string;
  readonly invalid: string;
  readonly unreachable: string;
  readonly swapped: string;
  readonly port: string;
  readonly close: () => Promise<void>;
}

/** Sets a service up, and writes the files. */
export async function openWrongFiles(local: LocalRegion): Promise<WrongFiles> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-cli-'));
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const { directEndpoint } = local;
  const good = topologyText(directEndpoint, directEndpoint.replace('127.0.0.1', '127.0.0.2'));
  await setUp(good, ACCESS_KEY, WEST);
  await setUp(good, SWAPPED_KEY, EAST);
  await setUp(good, STRIPPED_KEY, WEST);
  await deleteTables(good, STRIPPED_KEY, [LINKS_TABLE, LEDGER_TABLE, PARKED_TABLE]);
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    good: write('understudy.yaml', good),
    missing: join(folder, 'none.yaml'),
    directory: folder,
    badYaml: write('bad.yaml', 'service: shop\n  regions: [\n'),
    invalid: write('invalid.yaml', 'service: shop\ntables: []\n'),
    unreachable: write('unreachable.yaml', topologyText('http://127.0.0.1:9', 'http://127.0.0.2:9')),
    swapped: write('swapped.yaml', good),
    port: String((server.address() as AddressInfo).port),
    close: async () => {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Short time limits: a wrong endpoint is found soon. */
function topologyText(endpoint: string, other: string): string {
  return JSON.stringify({
    service: 'shop',
    regions: {
      data: [
        { name: EAST, endpoint },
        { name: WEST, endpoint: other },
      ],
      witness: { endpoints: [{ name: WITNESS, endpoint: other.replace('127.0.0.2', '127.0.0.3') }] },
    },
    tables: [{ name: 'orders' }],
    limits: { attemptTimeoutMs: 1_000 },
    orchestrator: { observers: [{ name: 'orch-1', place: 'here' }] },
    traffic: {
      frontends: [{ name: 'web', binds: [{ address: '127.0.0.1', port: 8_080 }], defaultBackend: 'shop' }],
      backends: [{ name: 'shop', servers: [{ name: 's1', address: '127.0.0.1', port: 8_081 }] }],
    },
  });
}

/** Not under the short limits: a busy machine may take its time to set up. */
function openToSetUp(text: string, accessKeyId: string): OpenedService {
  const limits = { attempts: 5, timeoutMs: 20_000 };
  return openService(parseTopology(text, { file: 'understudy.yaml' }), {
    credentials: { accessKeyId, secretAccessKey: ACCESS_KEY },
    data: limits,
    control: limits,
  });
}

async function deleteTables(text: string, accessKeyId: string, tables: readonly string[]): Promise<void> {
  const service = openToSetUp(text, accessKeyId);
  try {
    for (const region of service.regions)
      for (const TableName of tables)
        await service.dataClient(region).send(new DeleteTableCommand({ TableName }));
  } finally {
    await service.close();
  }
}

/** Creates the service, with a link from `EAST` to `WEST` whose records lie in the region `at`. */
async function setUp(text: string, accessKeyId: string, at: string): Promise<void> {
  const service = openToSetUp(text, accessKeyId);
  try {
    for (const region of service.regions) {
      await prepareTable(service.dataClient(region), { name: 'orders', key: { id: 'S' }, stream: true });
    }
    await createService(service);
    const link = { S: linkId({ table: 'orders', source: EAST, target: WEST }) };
    await service
      .dataClient(at)
      .send(new PutItemCommand({ TableName: LINKS_TABLE, Item: { link, part: { S: 'leader' } } }));
  } finally {
    await service.close();
  }
}
