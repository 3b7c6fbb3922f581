import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { FailoverDynamoDBClient } from '@understudy/failover-client';
import { configOf } from '../table-client.ts';
import type { Site } from '../types.ts';
import { holdRoute } from './hold-route.ts';

/** The other data region; nothing is sent there but what keeps its connection warm. */
const STANDBY = 'eu-central-1';

/** The client as an application has it: its table is stamped, everything else is at its default. */
export async function openFailoverClient(
  site: Site,
  table: string,
): Promise<{ readonly client: DynamoDBClient; readonly close: () => Promise<void> }> {
  const route = await holdRoute(site.region, STANDBY);
  const { endpoint, credentials } = configOf(site);
  const client = new FailoverDynamoDBClient({
    credentials,
    understudy: {
      service: 'bench',
      regions: { [site.region]: { endpoint }, [STANDBY]: { endpoint } },
      tables: [table],
      route: route.lease,
    },
  });
  const close = async () => {
    client.destroy();
    await route[Symbol.asyncDispose]();
  };
  return { client, close };
}
