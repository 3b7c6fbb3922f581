import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withLocalRegion } from '@understudy/sandbox';
import type { Item } from '@understudy/versions';
import fc from 'fast-check';
import { EXIT_CODES } from '@understudy/core';
import { runCommand } from '@understudy/command-line/testing';
import { link, openShop, type Shop } from '../test-support/open-shop.ts';
import { nameRecord, parseRecordName } from '../name-record.ts';
import { commands } from './index.ts';

const local = withLocalRegion({ beforeAll, afterAll });
let shop: Shop;
const order = (id: string, total: number): Item => ({ id: { S: id }, total: { N: String(total) } });

beforeAll(async () => {
  shop = await openShop(local());
  for (let n = 1; n <= 5; n += 1) await shop.lose(order(`o-${n}`, n), order(`o-${n}`, n * 10), n);
  await shop.lose(order('tail', 7), undefined, 7, 'legacy');
  await shop.park({ ...order('big', 8), bytes: { B: new Uint8Array([255]) } }, 8, true);
});
afterAll(async () => {
  await shop.close();
});

/** Runs `understudy NOUN VERB …` on the shop. */
async function run(name: string, ...args: readonly string[]) {
  const spec = commands.find((command) => command.name === name);
  if (spec === undefined) throw new Error(`There is no command ${name}.`);
  return runCommand(spec, ['-f', shop.file, ...args]);
}

async function listed(
  noun: string,
  ...filter: readonly string[]
): Promise<readonly Record<string, unknown>[]> {
  const { out } = await run(`${noun} list`, '-o', 'json', ...filter);
  const lines = out.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('understudy ledger and dead-letters', () => {
  it('list by table, link, kind, time, cause and state', async () => {
    expect(await listed('ledger')).toHaveLength(6);
    expect(await listed('ledger', '--table', 'legacy')).toMatchObject([
      { cause: 'foreign-tail', kind: 'ledger' },
    ]);
    expect(await listed('dead-letters')).toMatchObject([
      { write: 'put', state: 'open', kind: 'dead-letter' },
    ]);
    expect(await listed('ledger', '--from', 'us-east-1', '--to', 'eu-central-1')).toHaveLength(6);
    expect(await listed('ledger', '--from', 'eu-central-1')).toHaveLength(0);
    const since = new Date(1_000_003).toISOString();
    const until = new Date(1_000_004).toISOString();
    expect(await listed('ledger', '--since', since, '--until', until)).toHaveLength(2);
    expect(await listed('dead-letters', '--cause', 'size HAS exceeded')).toHaveLength(1);
    expect(await listed('ledger', '--state', 'closed')).toHaveLength(0);
    const empty = await run('ledger list', '--state', 'closed');
    expect(empty).toMatchObject({ code: EXIT_CODES.done, out: '', err: 'No records match.\n' });
  });

  it('page through all of it, each line once', async () => {
    const records: unknown[] = [];
    for (let after: string[] = []; ;) {
      const page = await listed('ledger', '--limit', '2', ...after);
      records.push(...page.flatMap(({ record }) => (record === undefined ? [] : [record])));
      const next = page.at(-1)?.next;
      if (typeof next !== 'string') break;
      after = ['--after', next];
    }
    expect(records).toHaveLength(6);
    expect(new Set(records).size).toBe(6);
  });

  it('show both images, cause and time, and export all of it line by line', async () => {
    const [{ record } = { record: '' }] = await listed('dead-letters');
    const shown = await run('dead-letters show', String(record));
    expect(shown.out).toContain('bytes = {"B":"/w=="}');
    expect(shown.out).toContain('Item size has exceeded');
    const { out, code } = await run('ledger export');
    expect(code).toBe(EXIT_CODES.done);
    const lines = out.trim().split('\n');
    expect(lines).toHaveLength(6);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      at: '1970-01-01T00:16:40.001Z',
      images: { lost: order('o-1', 1), won: order('o-1', 10) },
      decisions: [],
    });
  });
});

describe('a decision by understudy ledger and dead-letters', () => {
  it('decide by whom and why, and say what others decided before', async () => {
    const [{ record: one } = {}, { record: two } = {}] = await listed('ledger');
    const unexplained = await run('ledger apply', String(one));
    expect(unexplained).toMatchObject({ code: EXIT_CODES.usage });
    expect(unexplained.err).toContain('UND_COMMAND_LINE_OPTION_MISSING');
    const dry = await run('ledger apply', String(one), '--why', 'asked to', '--dry-run');
    expect(dry).toMatchObject({ code: EXIT_CODES.done, out: expect.stringContaining('[open]') });
    expect(dry.out).toContain('total: 10 → 1');
    const unasked = await run('ledger apply', String(one), '--why', 'asked to');
    expect(unasked.err).toContain('total: 10 → 1');
    expect(unasked.err).toContain('UND_COMMAND_LINE_NOT_CONFIRMED');
    expect(await shop.itemOf(shop.west, 'o-1')).toMatchObject(order('o-1', 10));
    const done = await run('ledger apply', String(one), '--why', 'asked to', '--yes');
    expect(done).toMatchObject({ code: EXIT_CODES.done });
    expect(done.out).toContain('applied');
    expect(await shop.itemOf(shop.west, 'o-1')).toMatchObject(order('o-1', 1));
    const dropped = await run(
      'ledger drop',
      String(one),
      String(two),
      '--why',
      'old',
      '--by',
      'bob',
      '--json',
    );
    expect(dropped.code).toBe(EXIT_CODES.refused);
    const [first, second] = dropped.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(first).toMatchObject({ is: 'by-another', stands: { closed: 'applied' } });
    expect(second).toMatchObject({ is: 'decided', outcome: 'dropped' });
    const shown = await run('ledger show', String(one));
    expect(shown.out).toMatch(/decided .* by ada: apply, applied — asked to/);
    expect(await listed('ledger', '--state', 'closed')).toHaveLength(2);
  });
});

describe('a merge by understudy ledger', () => {
  const order2 = (status: string, total: number): Item => ({ ...order('m-1', total), status: { S: status } });

  it('shows both sides of a conflict with what to type, and writes once that is typed (fault N7)', async () => {
    const [id = ''] = await shop.loseChain(
      [order2('open', 1), order2('paid', 3)],
      order2('cancelled', 2),
      30,
    );
    const name = nameRecord({ kind: 'ledger', link: link(), id });
    const diff = await run('ledger diff', name);
    expect(diff.out).toContain('nothing shows whether the other region had these writes');
    const dry = await run('ledger merge', name, '--trust-base', '--dry-run');
    expect(dry).toMatchObject({ code: EXIT_CODES.refused });
    expect(dry.out).toContain('total: 2 + 2 = 4');
    expect(dry.out).toMatch(
      /CONFLICT {2}status\n.*before {2}"open"\n.*"paid" {4}--take theirs:status\n.*"cancelled" {4}--take ours:status/,
    );
    expect((await run('ledger merge', name, '--trust-base')).code).toBe(EXIT_CODES.refused);
    expect(await shop.itemOf(shop.west, 'm-1')).toMatchObject(order2('cancelled', 2));
    const json = await run('ledger merge', name, '--trust-base', '--take', 'theirs:status', '--json');
    expect(json).toMatchObject({ code: EXIT_CODES.done });
    expect(JSON.parse(json.out)).toMatchObject({ is: 'merged', records: [name], dryRun: false });
    expect(json.err).toContain('1 merged, 0 in the items already, 0 for a person to decide');
    expect(await shop.itemOf(shop.west, 'm-1')).toMatchObject(order2('paid', 4));
    const shown = await run('ledger show', name);
    expect(shown.out).toContain('base image');
    expect(shown.out).toContain(
      'merge, merged (total: 2 + 2 = 4; status: "cancelled" → "paid"; into 0000000001',
    );
  });

  it('says what a redrive of a dead letter would change, and changes nothing (fault N7)', async () => {
    const [{ record = '' } = {}] = await listed('dead-letters', '--state', 'open');
    const dry = await run('dead-letters redrive', String(record), '--why', 'fits', '--dry-run');
    expect(dry.out).toMatch(
      /in eu-central-1, unless a later version is stored there, creates the item:\n.*bytes: absent → /,
    );
    expect(await shop.itemOf(shop.west, 'big')).toBeUndefined();
  });
});

describe('wrong input of understudy ledger and dead-letters', () => {
  it.each([
    ['ledger list', ['--state', 'nonsense'], 2, 'expected open, claimed, superseded, closed'],
    ['ledger list', ['--since', 'yesterday'], 2, 'expected a time'],
    ['ledger list', ['--after', 'nonsense'], 2, 'no place in a list'],
    ['ledger list', ['--limit', '0'], 2, '--limit'],
    ['ledger list', ['--table', 'nosuch'], 7, 'The topology has no table "nosuch"; it has orders, legacy.'],
    ['ledger export', ['--from', 'moon'], 7, 'no data region "moon"; it has us-east-1, eu-central-1.'],
    ['ledger list', ['--to', 'moon'], 7, 'no data region "moon"'],
    ['ledger show', ['ledger/nosuch/us-east-1/eu-central-1/none'], 7, 'no table "nosuch"'],
    ['ledger drop', ['ledger/orders/us-east-1/moon/none', '--why', 'old'], 7, 'no data region "moon"'],
    ['ledger list', ['--bogus'], 2, 'UND_COMMAND_LINE_OPTION_UNKNOWN'],
    ['ledger show', ['nonsense'], 2, 'names no record'],
    ['ledger show', ['dead-letter/orders/us-east-1/eu-central-1/x'], 2, 'belongs to understudy dead-letters'],
    ['ledger show', ['ledger/orders/us-east-1/eu-central-1/none'], 7, 'UND_RECORDS_NOT_FOUND'],
    ['ledger drop', ['ledger/a/b/c/d', '--why', ' '], 2, '--why is blank'],
    ['ledger show', ['ledger/a/b/c/d', '--overwrite'], 2, 'has no option --overwrite'],
    ['ledger merge', [], 2, 'Name records, or give --all'],
    ['ledger merge', ['--table', 'orders'], 2, 'Name records, or give --all'],
    ['ledger merge', ['--all', '--table', 'nosuch'], 7, 'no table "nosuch"'],
    ['ledger merge', ['--all', '--take', 'mine'], 2, 'expected theirs, ours'],
    ['ledger merge', ['--all', '--take', 'ours:a', '--take', 'theirs:a'], 2, 'names a twice'],
    ['ledger merge', ['ledger/orders/us-east-1/eu-central-1/none'], 7, 'UND_RECORDS_NOT_FOUND'],
    ['ledger diff', ['dead-letter/orders/us-east-1/eu-central-1/x'], 2, 'belongs to understudy dead-letters'],
  ])('%s refuses %j', async (name, args, code, text) => {
    const outcome = await run(name, ...args);
    expect(outcome.err).toContain(text);
    expect(outcome).toMatchObject({ code, out: '' });
  });

  it('say in one message that a region does not answer, with what to do', async () => {
    const file = `${shop.file}.elsewhere.yaml`;
    const names = ['us-east-1', 'eu-central-1', 'eu-west-1'];
    const [first, second, third] = names.map((name, at) => ({
      name,
      endpoint: `http://127.0.0.${at + 1}:9`,
    }));
    const regions = { data: [first, second], witness: { endpoints: [third] } };
    const limits = { attemptTimeoutMs: 200 };
    writeFileSync(file, JSON.stringify({ service: 'shop', regions, limits, tables: [{ name: 'orders' }] }));
    const outcome = await run('ledger list', '-f', file);
    expect(outcome.err).toMatch(/^UND_COMMAND_LINE_ENDPOINT_UNREACHABLE: .*ECONNREFUSED.*\n {2}What to do: /);
    expect(outcome).toMatchObject({ code: EXIT_CODES.refused, out: '' });
  });
});

describe('the name of a record', () => {
  it('is one word for a shell, and is read back', () => {
    const id = fc.stringMatching(/^[0-9a-z.|#_-]{1,80}$/);
    fc.assert(
      fc.property(id, fc.constantFrom('ledger' as const, 'dead-letter' as const), (text, kind) => {
        const name = { kind, link: link(), id: text };
        expect(nameRecord(name)).toMatch(/^[\w./:+-]+$/);
        expect(parseRecordName(nameRecord(name))).toEqual(name);
      }),
    );
  });
});
