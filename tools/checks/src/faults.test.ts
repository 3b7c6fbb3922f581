import { expect, it } from '@jest/globals';
import { readFaultTests } from './fault-document.ts';
import { FAULTS } from './faults.ts';

it('every fault from outside has a test whose title names it, and every title a fault', async () => {
  const named = [...(await readFaultTests()).keys()];
  expect(named.filter((id) => !(id in FAULTS))).toEqual([]);
  expect(Object.keys(FAULTS).filter((id) => !named.includes(id))).toEqual([]);
});
