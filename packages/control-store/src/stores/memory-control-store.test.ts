import { describe, it } from '@jest/globals';
import { controlStoreContract } from '../testing/control-store-contract.ts';
import { MemoryControlStore } from './memory-control-store.ts';

describe('MemoryControlStore', () => {
  const open = async (nowMs: number) => new MemoryControlStore({ clock: { wallMs: () => nowMs } });
  for (const { name, run } of controlStoreContract(open)) it(name, run);
});
