import { createSocket, type Socket } from 'node:dgram';
import { promises as dns, type LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@understudy/core/testing';
import { FreshNames, type FreshNamesOptions } from './fresh-names.ts';

const FOUND: readonly LookupAddress[] = [
  { address: '2001:db8::1', family: 6 },
  { address: '192.0.2.1', family: 4 },
];
const NEVER = () => new Promise<never>(() => {});
const notFound = () => Promise.reject(Object.assign(new Error('no such name'), { code: 'ENOTFOUND' }));

type Resolver = ReturnType<NonNullable<FreshNamesOptions['openResolver']>>;
const silent: Resolver = { resolve4: NEVER, resolve6: NEVER, cancel: () => undefined };
const answering = (answers: { four?: string; six?: string }) =>
  ({
    resolve4: () => (answers.four === undefined ? notFound() : Promise.resolve([answers.four])),
    resolve6: () => (answers.six === undefined ? notFound() : Promise.resolve([answers.six])),
    cancel: () => undefined,
  }) as unknown as Resolver;

/** Names as one machine has them; `find` gives a look-up's end as an agent receives it. */
function names(options: Partial<FreshNamesOptions>) {
  const clock = new ManualClock();
  let asked = 0;
  const { askSystem = NEVER, openResolver = () => silent } = options;
  const counting = (hostname: string) => ((asked += 1), askSystem(hostname));
  const fresh = new FreshNames({ clock, askSystem: counting, openResolver });
  const find = (lookup: { all?: boolean; family?: 4 | 6 } = { all: true }) =>
    new Promise((resolve) => {
      fresh.lookupWithin(400)('dynamodb.test', lookup, (error, address, family) => {
        resolve(error ?? (family === undefined ? address : [address, family]));
      });
    });
  return { clock, find, asked: () => asked };
}

describe('a look-up of a name', () => {
  it('gives what the machine answers, in the form that is asked for, and asks again each time', async () => {
    const { find, asked } = names({ askSystem: () => Promise.resolve(FOUND) });
    expect(await find()).toEqual(FOUND);
    expect(await find({})).toEqual(['2001:db8::1', 6]);
    expect(await find({ family: 4 })).toEqual(['192.0.2.1', 4]);
    expect(asked()).toBe(3);
  });

  it('gives its error', async () => {
    const { find } = names({ askSystem: notFound });
    expect(await find()).toMatchObject({ code: 'ENOTFOUND' });
    const onlySix = names({ askSystem: () => Promise.resolve(FOUND.slice(0, 1)) });
    expect(await onlySix.find({ family: 4 })).toMatchObject({ code: 'ENOTFOUND' });
  });

  it('asks DNS itself where the machine is late', async () => {
    const four = names({ openResolver: () => answering({ four: '192.0.2.7' }) });
    const found = four.find();
    await four.clock.advance(100);
    expect(await found).toEqual([{ address: '192.0.2.7', family: 4 }]);
    const six = names({ openResolver: () => answering({ six: '2001:db8::7' }) });
    const foundSix = six.find();
    await six.clock.advance(100);
    expect(await foundSix).toEqual([{ address: '2001:db8::7', family: 6 }]);
  });

  it('gives the machine the error to say where neither finds it', async () => {
    let fail = (_error: Error) => {};
    const askSystem = () => new Promise<never>((_resolve, reject) => (fail = reject));
    const { clock, find } = names({ askSystem, openResolver: () => answering({}) });
    const found = find();
    await clock.advance(200);
    fail(Object.assign(new Error('not now'), { code: 'EAI_AGAIN' }));
    expect(await found).toMatchObject({ code: 'EAI_AGAIN', message: 'not now' });
  });

  it('ends after its time, with one request to the machine for all who wait', async () => {
    let cancelled = 0;
    const openResolver = () => ({ ...silent, cancel: () => (cancelled += 1) }) as unknown as Resolver;
    const { clock, find, asked } = names({ openResolver });
    const found = [find(), find(), find()];
    await clock.advance(400);
    for (const error of await Promise.all(found)) {
      expect(error).toMatchObject({ code: 'EAI_AGAIN', hostname: 'dynamodb.test' });
      expect(String(error)).toContain('dynamodb.test was not resolved within 400 ms');
    }
    expect([asked(), cancelled, clock.sleeping]).toEqual([1, 3, 0]);
  });
});

describe('a DNS server that is silent', () => {
  let server: Socket | undefined;
  afterEach(() => {
    server?.close();
  });

  it('receives the query, and leaves nothing open when the look-up ends', async () => {
    server = createSocket('udp4').bind(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    const opened: dns.Resolver[] = [];
    const openResolver = () => {
      const resolver = new dns.Resolver({ timeout: 10_000, tries: 1 });
      resolver.setServers([`127.0.0.1:${String(port)}`]);
      opened.push(resolver);
      return resolver;
    };
    const { clock, find } = names({ openResolver });
    const found = find();
    await clock.advance(100);
    await once(server, 'message');
    await clock.advance(300);
    expect(await found).toMatchObject({ code: 'EAI_AGAIN' });
    expect(opened).toHaveLength(1);
  });
});
