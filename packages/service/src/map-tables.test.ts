import { expect, it } from '@jest/globals';
import { mapTables } from './map-tables.ts';

it('asks for a few tables at a time, and gives what came of them in their order', async () => {
  const tables = Array.from({ length: 60 }, (_each, at) => `table-${at}`);
  let open = 0;
  let most = 0;
  const found = await mapTables(tables, async (table) => {
    open += 1;
    most = Math.max(most, open);
    await new Promise((resolve) => setImmediate(resolve));
    open -= 1;
    return table.length;
  });
  expect(found).toEqual(tables.map(({ length }) => length));
  expect(most).toBe(4);
});

it('begins with none once one has failed', async () => {
  const begun: number[] = [];
  const asked = mapTables([1, 2, 3, 4, 5, 6, 7, 8], async (table) => {
    begun.push(table);
    await new Promise((resolve) => setImmediate(resolve));
    throw new Error(`table ${table} can't be read`);
  });
  await expect(asked).rejects.toThrow("table 1 can't be read");
  await new Promise((resolve) => setImmediate(resolve));
  expect(begun).toEqual([1, 2, 3, 4]);
});
