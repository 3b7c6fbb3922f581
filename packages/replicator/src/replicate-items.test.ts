import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { withLocalCloud } from '@understudy/sandbox';
import { EAST, Stage, until, WEST } from './test-support/two-regions.ts';

const cloud = withLocalCloud({ beforeAll, afterAll }, { regions: [EAST, WEST] });
let stage: Stage;
let count = 0;
let table: string;

beforeEach(() => {
  stage = new Stage(cloud());
  count += 1;
  table = `items-${count}`;
});

afterEach(async () => {
  await stage.end();
});

describe('a link between two real tables', () => {
  it('carries puts, updates and deletes', async () => {
    await stage.prepare({ name: table, key: { id: 'S' } });
    await stage.work([table]);
    await stage.put(EAST, table, { id: { S: 'a' }, n: { N: '1' } });
    await stage.put(EAST, table, { id: { S: 'b' }, n: { N: '1' } });
    await stage.set(EAST, table, { id: { S: 'a' } }, 'n', { N: '2' });
    await stage.delete(EAST, table, { id: { S: 'b' } });
    await stage.drained(table);
    const east = await stage.items(EAST, table, ['id']);
    expect(Object.values(east)).toEqual([{ id: { S: 'a' }, n: { N: '2' } }]);
    expect(await stage.items(WEST, table, ['id'])).toEqual(east);
    await until(() => true);
  });
});
