import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { withLocalRegion } from '@understudy/sandbox';
import { ensureReplicationTables } from '@understudy/service';
import type { LinkName } from '@understudy/links';
import { isConditionFailure } from '../adapters/classify-failure.ts';
import { requestHold } from './request-hold.ts';
import { linkStoreContract, type HeldLinkStore } from '../testing/link-store-contract.ts';
import { MemoryLinkStore } from '../testing/memory-link-store.ts';
import { DynamoLinkStore } from './dynamo-link-store.ts';

linkStoreContract('in memory', () => new MemoryLinkStore(), { describe, it, expect });

describe('on DynamoDB Local', () => {
  const region = withLocalRegion({ beforeAll, afterAll });
  beforeAll(async () => {
    await ensureReplicationTables(region().client());
  });

  const held = (): HeldLinkStore => {
    const client = region().client();
    const ask = async (link: LinkName, token: string): Promise<boolean> => {
      try {
        await client.send(new UpdateItemCommand(requestHold(link, token)));
        return true;
      } catch (error) {
        if (isConditionFailure(error)) return false;
        throw error;
      }
    };
    return Object.assign(new DynamoLinkStore(client), { requestHold: ask });
  };
  linkStoreContract('DynamoDB', held, { describe, it, expect });
});
