import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withLocalRegion } from '@understudy/sandbox';
import type { Item } from '@understudy/versions';
import fc from 'fast-check';
import { nameRecord, parseRecordName } from './name-record.ts';
import { EXIT, runCommand } from './run-command.ts';
import { link, openShop, type Shop } from './test-support/open-shop.ts';

const local = withLocalRegion({ beforeAll, afterAll });
let shop: Shop;
const order = (id: string, total: number): Item => ({ id: { S: id }, total: { N: String(total) } });

beforeAll(async () => {
  shop = await openShop(local());
  for (let n = 1; n <= 5; n += 1) await shop.lose(order(`o-${n}`, n), order(`o-${n}`, n * 10), n);
  await shop.lose(order('tail', 7), undefined, 7, 'legacy');
  await shop.park({ ...order('big', 8), bytes: { B: new Uint8Array([255]) } }, 8, true);
}, 60_000);
afterAll(async () => {
  await shop.close();
});

async function run(...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await runCommand([shop.file, ...args], {
    out: (text) => (said.out += text),
    err: (text) => (said.err += text),
    user: 'ada',
  });
  return { code, ...said };
}

async function listed(...filter: readonly string[]): Promise<readonly Record<string, unknown>[]> {
  const { out } = await run('list', '--json', ...filter);
  const lines = out.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('understudy-records', () => {
  it('lists by table, link, kind, time, cause and state', async () => {
    expect(await listed()).toHaveLength(7);
    expect(await listed('--table', 'legacy')).toMatchObject([{ cause: 'foreign-tail', kind: 'ledger' }]);
    expect(await listed('--kind', 'parked')).toMatchObject([{ write: 'put', state: 'open' }]);
    expect(await listed('--from', 'us-east-1', '--to', 'eu-central-1')).toHaveLength(7);
    expect(await listed('--from', 'eu-central-1')).toHaveLength(0);
    const since = new Date(1_000_003).toISOString();
    const until = new Date(1_000_004).toISOString();
    expect(await listed('--since', since, '--until', until)).toHaveLength(2);
    expect(await listed('--cause', 'size HAS exceeded')).toHaveLength(1);
    expect(await listed('--state', 'closed')).toHaveLength(0);
    expect((await run('list', '--state', 'closed')).out).toBe('There is none.\n');
  });

  it('pages through all of it, each line once', async () => {
    const records: unknown[] = [];
    for (let after: string[] = []; ;) {
      const page = await listed('--limit', '2', ...after);
      records.push(...page.flatMap(({ record }) => (record === undefined ? [] : [record])));
      const next = page.at(-1)?.next;
      if (typeof next !== 'string') break;
      after = ['--after', next];
    }
    expect(records).toHaveLength(7);
    expect(new Set(records).size).toBe(7);
  });

  it('shows both images, cause and time, and exports all of it line by line', async () => {
    const [{ record } = { record: '' }] = await listed('--kind', 'parked');
    const shown = await run('show', String(record));
    expect(shown.out).toContain('bytes = {"B":"/w=="}');
    expect(shown.out).toContain('Item size has exceeded');
    const { out, code } = await run('export');
    expect(code).toBe(EXIT.done);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(7);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      at: '1970-01-01T00:16:40.001Z',
      images: { lost: order('o-1', 1), won: order('o-1', 10) },
      decisions: [],
    });
  });

  it('decides by whom and why, and says what others decided before', async () => {
    const [{ record: one } = {}, { record: two } = {}] = await listed('--kind', 'ledger');
    expect(await run('redrive', String(one))).toMatchObject({ code: EXIT.badInput });
    const done = await run('redrive', String(one), '--why', 'asked to');
    expect(done).toMatchObject({ code: EXIT.done });
    expect(done.out).toContain('applied');
    expect(await shop.itemOf(shop.west, 'o-1')).toMatchObject(order('o-1', 1));
    const dropped = await run('drop', String(one), String(two), '--why', 'old', '--by', 'bob', '--json');
    expect(dropped.code).toBe(EXIT.notAsAsked);
    const [first, second] = dropped.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(first).toMatchObject({ is: 'by-another', stands: { closed: 'applied' } });
    expect(second).toMatchObject({ is: 'decided', outcome: 'dropped' });
    expect((await run('show', String(one))).out).toMatch(/decided .* by ada: redrive, applied — asked to/);
    expect(await listed('--state', 'closed')).toHaveLength(2);
  });

  it.each([
    [['list', '--kind', 'nonsense'], 'ledger or parked'],
    [['list', '--since', 'yesterday'], 'expected a time'],
    [['list', '--after', 'nonsense'], 'no place in a list'],
    [['list', '--limit', '0'], '--limit'],
    [['list', '--table', 'nosuch'], 'The topology has no table "nosuch"; it has orders, legacy.'],
    [['export', '--from', 'moon'], 'The topology has no data region "moon"; it has us-east-1, eu-central-1.'],
    [['list', '--to', 'moon'], 'no data region "moon"'],
    [['show', 'ledger/nosuch/us-east-1/eu-central-1/none'], 'no table "nosuch"'],
    [['drop', 'ledger/orders/us-east-1/moon/none', '--why', 'old'], 'no data region "moon"'],
    [['list', '--bogus'], 'There is no option --bogus. Correct'],
    [['nonsense'], 'no command'],
    [['show', 'nonsense'], 'names no record'],
    [['show', 'ledger/orders/us-east-1/eu-central-1/none'], 'There is no record'],
    [['drop', 'ledger/a/b/c/d', '--why', ' '], '--why is missing'],
    [['show', 'ledger/a/b/c/d', '--overwrite'], 'takes no --overwrite'],
  ])('refuses %j', async (args, text) => {
    const { code, err } = await run(...args);
    expect(err).toContain(text);
    expect(code).toBe(EXIT.badInput);
  });
});

describe('trouble of the surroundings', () => {
  const elsewhere = (endpoint: string) => {
    const file = `${shop.file}.elsewhere.yaml`;
    const region = (name: string) => ({ name, endpoint });
    const data = ['us-east-1', 'eu-central-1'].map(region);
    const regions = { data, witness: { endpoints: [region('eu-west-1')] } };
    const limits = { attemptTimeoutMs: 200 };
    writeFileSync(file, JSON.stringify({ service: 'shop', regions, limits, tables: [{ name: 'orders' }] }));
    return file;
  };

  it('is told in one line, with what to do', async () => {
    const file = elsewhere('http://127.0.0.1:9');
    const said = { out: '', err: '' };
    const code = await runCommand([file, 'list'], {
      out: (text) => (said.out += text),
      err: (text) => (said.err += text),
      user: 'ada',
    });
    expect(said.err).toMatch(/^UND_RECORDS_REGION_UNREACHABLE: .*ECONNREFUSED[^\n]+\n$/);
    expect(code).toBe(EXIT.incomplete);
  });
});

describe('the name of a record', () => {
  it('is one word for a shell, and is read back', () => {
    const id = fc.stringMatching(/^[0-9a-z.|#_-]{1,80}$/);
    fc.assert(
      fc.property(id, fc.constantFrom('ledger' as const, 'parked' as const), (text, kind) => {
        const name = { kind, link: link(), id: text };
        expect(nameRecord(name)).toMatch(/^[\w./:+-]+$/);
        expect(parseRecordName(nameRecord(name))).toEqual(name);
      }),
    );
  });
});
