import { readFileSync, writeFileSync } from 'node:fs';
import { CreateTableCommand } from '@aws-sdk/client-dynamodb';
import { openServiceShell, type ServiceShell } from './open-service-shell.ts';

/** A shell beside a service with the table "orders", whose topology has an `orchestrator` section; `understudy setup` has run. */
export async function openOrdersShell(
  orchestratorOf: (directory: string) => object = () => ({
    observers: [{ name: 'orch-1', place: 'here' }],
  }),
): Promise<ServiceShell> {
  const shell = await openServiceShell();
  await shell.cloud
    .region('us-east-1')
    .client()
    .send(
      new CreateTableCommand({
        TableName: 'orders',
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      }),
    );
  shell.describe(['orders']);
  const file = `${shell.directory}/understudy.yaml`;
  const topology = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...topology, orchestrator: orchestratorOf(shell.directory) }));
  await shell.type('understudy setup --yes');
  return shell;
}
