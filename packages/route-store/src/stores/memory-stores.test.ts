import { describe, it } from '@jest/globals';
import { fenceStoreContract } from '../testing/fence-store-contract.ts';
import { routeStoreContract } from '../testing/route-store-contract.ts';
import { MemoryRouteStore } from './memory-route-store.ts';
import { MemoryFenceStore } from './memory-fence-store.ts';

describe('MemoryRouteStore', () => {
  for (const { name, run } of routeStoreContract(async () => new MemoryRouteStore())) it(name, run);
});

describe('MemoryFenceStore', () => {
  for (const { name, run } of fenceStoreContract(async () => new MemoryFenceStore())) it(name, run);
});
