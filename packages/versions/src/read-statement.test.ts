import { describe, expect, it } from '@jest/globals';
import { readStatement } from './read-statement.ts';

describe('readStatement', () => {
  it.each([
    [`INSERT INTO "orders" VALUE {'pk': 'a'}`, true, 'orders'],
    [`insert\ninto orders value {'pk': 'a'}`, true, 'orders'],
    [`UPDATE "my-orders" SET a = 1 WHERE pk = 'a'`, true, 'my-orders'],
    [`DELETE FROM "orders" WHERE pk = 'a'`, true, 'orders'],
    [`-- SELECT * FROM other\n /* x */ DELETE -- y\n FROM orders WHERE pk = 'a'`, true, 'orders'],
    [`UPDATE "a""b" SET a = 1`, true, 'a"b'],
    [`SELECT * FROM "orders"."by-date" WHERE pk = 'a'`, false, 'orders'],
    [`select "from", x from orders`, false, 'orders'],
    [`SELECT 'x FROM y', pk FROM orders`, false, 'orders'],
    [`EXISTS(SELECT * FROM "orders" WHERE pk = 'a')`, false, 'orders'],
    [`SELECT 1`, false, undefined],
    [`UPSERT INTO "orders"`, true, undefined],
    [`INSERT "orders"`, true, undefined],
    ['', true, undefined],
  ])('%s', (statement, write, table) => {
    expect(readStatement(statement)).toEqual({ write, table });
  });
});
