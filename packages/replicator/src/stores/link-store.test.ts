import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withLocalRegion } from '@understudy/sandbox';
import { ensureReplicationTables } from '../ensure-tables.ts';
import { linkStoreContract } from '../testing/link-store-contract.ts';
import { MemoryLinkStore } from '../testing/memory-links.ts';
import { DynamoLinkStore } from './dynamodb-links.ts';

linkStoreContract('in memory', () => new MemoryLinkStore(), { describe, it, expect });

describe('on DynamoDB Local', () => {
  const region = withLocalRegion({ beforeAll, afterAll });
  beforeAll(async () => {
    await ensureReplicationTables(region().client());
  });

  linkStoreContract('DynamoDB', () => new DynamoLinkStore(region().client()), { describe, it, expect });
});
