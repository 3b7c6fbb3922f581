import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { LinkName } from '@understudy/links';
import { Ancestors, Ledger } from '@understudy/replicator';
import { createRoute, ensureFenceTable, ensureRouteTable } from '@understudy/route-store';
import { ACCESS_KEY, prepareTable, withLocalCloud } from '@understudy/sandbox';
import { ensureReplicationTables, loadTopology, openService, type OpenedService } from '@understudy/service';
import { decodeVersion, encodeVersion, nativeStamp } from '@understudy/versions';
import { mergeConflicts } from './merge-conflicts.ts';
import { renderReconciled } from './render-reconciled.ts';

const [EAST, WEST] = ['us-east-1', 'eu-central-1'] as const;
const WITNESS = 'eu-west-1';
const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST, WITNESS] });
let service: OpenedService;
let directory: string;
afterAll(async () => {
  rmSync(directory, { recursive: true });
  await service.close();
});

const linkOf = (table: string): LinkName => ({ table, source: EAST, target: WEST });
const item = (id: string, count: number, version: string) => ({
  id: { S: id },
  count: { N: String(count) },
  'understudy:v': { S: version },
});
const version = (sequence: number) => encodeVersion({ epoch: 0, region: EAST, sequence: `${sequence}` });

/** The east changed 1 to 4 in a tail that lost against the west, which made it 2. */
async function lose(table: string, id: string): Promise<void> {
  const west = service.dataClient(WEST);
  const won = item(id, 2, nativeStamp(1, WEST, 1));
  await west.send(new PutItemCommand({ TableName: table, Item: won }));
  const versionText = version(5);
  const change = {
    kind: 'put',
    keyText: id,
    key: { id: { S: id } },
    oldImage: item(id, 1, version(4)),
    image: item(id, 4, version(5)),
    version: decodeVersion(versionText),
    versionText,
  } as const;
  const winner = {
    kind: 'item',
    item: won,
    stamp: nativeStamp(1, WEST, 1),
    version: { epoch: 1, region: WEST, sequence: '0' },
  } as const;
  await new Ledger(west).record(linkOf(table), change, 'later-version', winner, 1_000);
}

beforeAll(async () => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY });
  const at = (name: string) => ({ name, endpoint: cloud().region(name).directEndpoint });
  directory = mkdtempSync(join(tmpdir(), 'understudy-conflicts-'));
  const file = join(directory, 'understudy.yaml');
  writeFileSync(
    file,
    JSON.stringify({
      service: 'shop',
      regions: {
        data: [at(EAST), at(WEST)],
        witness: { endpoints: [at(WITNESS)] },
      },
      tables: [{ name: 'merging', conflicts: 'merge' }, { name: 'keeping' }, { name: 'quiet' }],
    }),
  );
  service = openService(loadTopology(file));
  const { controlClients, regions, routeStore: store, fences } = service;
  for (const client of controlClients) await ensureRouteTable(client);
  for (const region of regions) {
    const client = service.dataClient(region);
    await ensureFenceTable(client);
    await ensureReplicationTables(client);
    for (const name of ['merging', 'keeping', 'quiet'])
      await prepareTable(client, { name, key: { id: 'S' } });
  }
  await createRoute({ store, fences, regions, writer: WEST, atMs: 1 });
});

describe('reconciliation', () => {
  it('merges by itself where the table says so and nothing conflicts, and counts the others (fault N7)', async () => {
    for (const table of ['merging', 'keeping']) {
      await lose(table, 'told');
      await lose(table, 'untold');
      await new Ancestors(service.dataClient(WEST)).note(
        linkOf(table),
        { id: { S: 'told' } },
        { epoch: 1, ancestor: version(4) },
      );
    }
    const { signal } = new AbortController();
    const tables = await mergeConflicts(service.topology, signal);
    const counts = { merged: 1, present: 0, conflict: 1, waits: 0 };
    expect(tables).toEqual([
      { table: 'merging', conflicts: 'merge', ...counts },
      { table: 'keeping', conflicts: 'keep', ...counts },
    ]);
    const countOf = async (TableName: string) => {
      const get = new GetItemCommand({ TableName, Key: { id: { S: 'told' } }, ConsistentRead: true });
      return (await service.dataClient(WEST).send(get)).Item?.count?.N;
    };
    expect(await countOf('merging')).toBe('5');
    expect(await countOf('keeping')).toBe('2');
    const text = renderReconciled({ writer: WEST, epoch: 1, merging: [], ledger: tables }, 1);
    expect(text).toContain(
      'merging: of the writes that lost 1 merged, 0 in the items already, 1 for a person, 0 wait.',
    );
    expect(text).toContain('keeping: of the writes that lost 1 can be merged');
    expect((await mergeConflicts(service.topology, signal))[0]).toMatchObject({ merged: 0, conflict: 1 });
    expect(await countOf('merging')).toBe('5');
  });
});
