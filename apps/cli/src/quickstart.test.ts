import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BatchWriteItemCommand, CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findFreePort, startTestCloud, type LocalCloud } from '@understudy/sandbox';
import { openShell, type Shell } from './test-support/open-shell.ts';
import { readShellBlocks } from './test-support/read-shell-blocks.ts';

const PAGE = fileURLToPath(new URL('../../../docs/install/quickstart.md', import.meta.url));
const ITEMS = 10_000;
const KEY = 'local';
/** It waits for two leases and a reconciliation, with the limits of production. */
const LIMIT_MS = 10 * 60_000;

let cloud: LocalCloud;
let directory: string;
let shell: Shell;
let ports: readonly (readonly [documented: string, free: number])[];

const blocks = readShellBlocks(readFileSync(PAGE, 'utf8'));

beforeAll(async () => {
  cloud = await startTestCloud({ regions: ['us-east-1', 'eu-central-1'], witness: 'eu-west-1' });
  directory = mkdtempSync(join(tmpdir(), 'understudy-quickstart-'));
  shell = openShell(directory, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
  ports = [
    ['8000', await findFreePort()],
    ['9465', await findFreePort()],
  ];
  await fillTable(cloud.region('us-east-1').endpoint);
}, LIMIT_MS);

afterAll(async () => {
  await shell.close();
  await cloud.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A newcomer's table: in one region, without a stream. */
async function fillTable(endpoint: string): Promise<void> {
  const client = new DynamoDBClient({
    region: 'us-east-1',
    endpoint,
    credentials: { accessKeyId: KEY, secretAccessKey: KEY },
  });
  await client.send(
    new CreateTableCommand({
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
  const puts = Array.from({ length: ITEMS }, (_, at) => ({
    PutRequest: { Item: { id: { S: `o-${at}` }, total: { N: String(at % 97) } } },
  }));
  for (let at = 0; at < ITEMS; at += 100) {
    const batches = [0, 25, 50, 75].map((from) => puts.slice(at + from, at + from + 25));
    await Promise.all(
      batches.map((orders) => client.send(new BatchWriteItemCommand({ RequestItems: { orders } }))),
    );
  }
  client.destroy();
}

/** The documented ports, as free ones; everything else as it is written. */
function onFreePorts(text: string): string {
  return ports.reduce((changed, [documented, free]) => changed.replaceAll(documented, String(free)), text);
}

/** What a reader does between the commands, and what the page says that the commands show. */
const STEPS: Readonly<Record<string, { readonly before?: () => Promise<void>; readonly shows?: RegExp }>> = {
  '2. Check what can be known before': { shows: /0 failed\. Next: understudy setup/ },
  '3. Set the service up': { shows: /us-east-1 takes writes/ },
  '5. Copy what the table already holds': { shows: /10,?000/ },
  '6. Send the application through the gateway': { shows: /100 orders placed/ },
  '7. Look at it': { shows: /writer us-east-1/ },
  '8. Move the writer as planned': { shows: /eu-central-1 is the writer[^]*100 orders placed/ },
  '9. Lose a region': {
    before: () => cloud.region('eu-central-1').kill(),
    shows: /us-east-1 is the writer[^]*100 orders placed/,
  },
  '10. Bring the region back': {
    before: async () => {
      await cloud.region('eu-central-1').restart();
    },
    shows: /Every acknowledged write is accounted for/,
  },
};

describe('the quickstart', () => {
  it('uses at most twelve commands of understudy, and nothing but them, the shell and Python', () => {
    const lines = blocks.flatMap(({ text }) => text.split('\n'));
    expect(lines.filter((line) => line.startsWith('understudy ')).length).toBeLessThanOrEqual(12);
    for (const step of Object.keys(STEPS)) expect(blocks.map(({ heading }) => heading)).toContain(step);
  });

  it(
    'protects an existing table as it is written',
    async () => {
      const [endpoints, ...commands] = blocks;
      expect(endpoints?.text).toMatch(/^export US=/);
      const endpointOf = (region: string) => cloud.region(region).endpoint;
      await shell.run(
        [
          `export US=${endpointOf('us-east-1')} EU=${endpointOf('eu-central-1')} WITNESS=${endpointOf('eu-west-1')}`,
          `export AWS_ACCESS_KEY_ID=${KEY} AWS_SECRET_ACCESS_KEY=${KEY}`,
        ].join('\n'),
      );
      const shown = new Map<string, string>();
      for (const { heading, text } of commands) {
        if (!shown.has(heading)) await STEPS[heading]?.before?.();
        const { code, output } = await shell.run(onFreePorts(text));
        shown.set(heading, (shown.get(heading) ?? '') + output);
        if (code !== 0) throw new Error(`"${heading}" ended with ${code}:\n${output}`);
      }
      for (const [heading, { shows }] of Object.entries(STEPS)) {
        if (shows !== undefined) expect(shown.get(heading)).toMatch(shows);
      }
    },
    LIMIT_MS,
  );
});
