import assert from 'node:assert/strict';
import type { ContractCase } from './dynamodb-subject.ts';
import { invalid, N, S, type Attributes, type Workbench } from './workbench.ts';
import { scan } from './queries-contract.ts';

const names = (items: readonly Attributes[] | undefined): string[] =>
  (items ?? []).map(({ pk }) => (pk as { S: string }).S);

const filled = async (bench: Workbench, count: number) => {
  const table = await bench.table();
  const keys = Array.from({ length: count }, (_, n) => `k${n}`);
  for (const pk of keys) await table.put({ pk: S(pk), n: N(pk.slice(1)) });
  return { table, keys };
};

const scansAll = (bench: Workbench): ContractCase => ({
  name: 'scans: every item once, in pages',
  async run() {
    const { table, keys } = await filled(bench, 10);
    for (const pk of keys) await table.put({ pk: S(pk), again: N(1) });
    const whole = await scan(table);
    assert.deepEqual([whole.Count, whole.ScannedCount, whole.LastEvaluatedKey], [10, 10, undefined]);
    assert.deepEqual(names(whole.Items).sort(), keys);
    const found: string[] = [];
    let start: Attributes | undefined;
    let pages = 0;
    do {
      const page = await scan(table, {
        Limit: 3,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      found.push(...names(page.Items));
      start = page.LastEvaluatedKey;
      pages += 1;
    } while (start !== undefined);
    assert.deepEqual([found, pages], [names(whole.Items), 4]);
  },
});

const scansSegments = (bench: Workbench): ContractCase => ({
  name: 'scans: segments share the items between them',
  async run() {
    const { table, keys } = await filled(bench, 20);
    const found: string[] = [];
    for (let Segment = 0; Segment < 3; Segment += 1) {
      found.push(...names((await scan(table, { Segment, TotalSegments: 3 })).Items));
    }
    assert.deepEqual(found.sort(), [...keys].sort());
    await invalid(
      scan(table, { Segment: 3, TotalSegments: 3 }),
      "1 validation error detected: Value '3' at 'segment' failed to satisfy constraint: Member must have value less than or equal to 2",
    );
    await invalid(
      scan(table, { Segment: 0 }),
      'If segment is specified, total segment must also be specified',
    );
    await invalid(
      scan(table, { TotalSegments: 3 }),
      'If total segments is specified, a particular segment must also be specified for this request',
    );
    await invalid(scan(table, { Segment: 0, TotalSegments: 1_000_001 }));
    await invalid(scan(table, { Limit: 0 }), 'Limit must be greater than or equal to 1');
  },
});

const startsAnywhere = (bench: Workbench): ContractCase => ({
  name: 'scans: a page may begin at a key that is gone, and in its segment only',
  async run() {
    const { table } = await filled(bench, 10);
    const [first = '', second = '', third = ''] = names((await scan(table)).Items);
    await table.remove({ pk: S(second) });
    const rest = await scan(table, { ExclusiveStartKey: { pk: S(second) } });
    assert.equal(names(rest.Items)[0], third);
    assert.equal(rest.Count, 7 + 1);
    const outside = scan(table, { Segment: 9, TotalSegments: 10, ExclusiveStartKey: { pk: S(first) } });
    await invalid(outside, 'Exclusive start key must lie within the segment');
    await invalid(scan(table, { ExclusiveStartKey: { pk: N(1) } }), 'Type mismatch for attribute to update');
  },
});

const filtersScans = (bench: Workbench): ContractCase => ({
  name: 'scans: filters may look at keys, and count what they leave out',
  async run() {
    const { table } = await filled(bench, 10);
    const page = await scan(table, {
      FilterExpression: 'n > :n AND pk <> :k',
      ProjectionExpression: 'pk',
      ExpressionAttributeValues: { ':n': N(6), ':k': S('k8') },
    });
    assert.deepEqual([page.Count, page.ScannedCount], [2, 10]);
    assert.deepEqual(names(page.Items).sort(), ['k7', 'k9']);
  },
});

export function scansContract(bench: Workbench): readonly ContractCase[] {
  return [scansAll(bench), scansSegments(bench), startsAnywhere(bench), filtersScans(bench)];
}
