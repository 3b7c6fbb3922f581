import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock, systemRandomness } from '@understudy/core';
import { decideTransition, fenceFor } from '@understudy/route';
import { ACCESS_KEY } from '@understudy/sandbox';
import { loadTopology, openService } from '@understudy/service';
import { openServiceShell, type ServiceShell } from './test-support/open-service-shell.ts';
import { readShellBlocks } from './test-support/read-shell-blocks.ts';

const PAGE = fileURLToPath(new URL('../../../docs/operate/control-store.md', import.meta.url));
const LIMIT_MS = 120_000;

let shell: ServiceShell;
beforeAll(async () => {
  shell = await openServiceShell();
  const client = shell.cloud.region('us-east-1').client();
  await client.send(
    new CreateTableCommand({
      TableName: 'orders',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    }),
  );
}, LIMIT_MS);
afterAll(() => shell.close());

/** A mover claims, fences both regions, and dies. */
async function beginMove(): Promise<void> {
  const service = openService(loadTopology(`${shell.directory}/understudy.yaml`), {
    clock: systemClock(),
    randomness: systemRandomness,
    credentials: { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY },
  });
  const before = await service.routeStore.read();
  const claim = {
    type: 'claim',
    kind: 'switchover',
    to: 'eu-central-1',
    moveId: 'm',
    reason: '',
    atMs: 1,
  } as const;
  const { snapshot } = await service.routeStore.compareAndSet(
    before.revision,
    decideTransition(before.route, claim),
  );
  for (const region of service.regions) await service.fences.write(region, fenceFor(snapshot));
  await service.close();
}

describe('a control store that is lost for good', () => {
  it(
    'is replaced by the commands of the guide, also in the middle of a move (fault D17)',
    async () => {
      const [rebuild = '', status = '', ...others] = readShellBlocks(readFileSync(PAGE, 'utf8')).map(
        ({ text }) => text,
      );
      expect(others).toEqual([]);
      shell.describe(['orders']);
      await shell.type('understudy setup --yes');
      expect(await shell.type(`${rebuild} || echo "exit $?"`)).toMatch(/UND_MOVES_ROUTE_EXISTS[^]*exit 3/);

      shell.describe(['orders'], 'understudy-route-2');
      expect(await shell.type('understudy setup --yes || echo "exit $?"')).toMatch(
        /UND_ROUTE_LOST[^]*exit 3/,
      );
      expect(await shell.type(rebuild)).toContain('us-east-1 is the writer in epoch 1');
      expect(await shell.type(status)).toContain('writer us-east-1');

      await beginMove();
      shell.describe(['orders'], 'understudy-route-3');
      expect(await shell.type(rebuild)).toMatch(
        /eu-central-1 is the writer in epoch 2[^]*ended as a failover/,
      );
      expect(await shell.type(status)).toContain('writer eu-central-1');
    },
    LIMIT_MS,
  );
});
