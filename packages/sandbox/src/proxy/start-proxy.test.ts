import { once } from 'node:events';
import {
  Agent,
  createServer as createHttpServer,
  request,
  type IncomingMessage,
  type RequestListener,
} from 'node:http';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock, systemRandomness } from '@understudy/core';
import { awaitTrue } from '../test-support/await-true.ts';
import { simulateWireFault } from './simulate-wire-fault.ts';
import { startProxy, type Proxy } from './start-proxy.ts';
import type { FaultEffect, WireFault } from './types.ts';

const clock = systemClock();
const open: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

interface Scene {
  readonly proxy: Proxy;
  readonly upstream: Server;
  readonly agent: Agent;
  /** Sockets the upstream server holds. */
  readonly sockets: Set<Socket>;
  effect: FaultEffect | undefined;
  strike(fault: WireFault): void;
}

async function scene(listener: RequestListener | Server): Promise<Scene> {
  const upstream = typeof listener === 'function' ? createHttpServer(listener) : listener;
  const sockets = new Set<Socket>();
  upstream.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  upstream.listen(0, '127.0.0.1');
  await once(upstream, 'listening');
  const made: Scene = {
    proxy: await startProxy({
      target: () => (upstream.address() as AddressInfo).port,
      chooseEffect: () => made.effect,
      clock,
      randomness: systemRandomness,
    }),
    upstream,
    sockets,
    agent: new Agent({ keepAlive: true, maxSockets: 1 }),
    effect: undefined,
    strike: (fault) => {
      made.effect = simulateWireFault(fault, systemRandomness);
    },
  };
  open.push(
    () => {
      upstream.close();
      for (const socket of sockets) socket.destroy();
    },
    () => made.proxy.close(),
    () => made.agent.destroy(),
  );
  return made;
}

const echo: RequestListener = (asked, answer) => {
  void text(asked).then((body) => answer.end(`${asked.method ?? ''} ${asked.url ?? ''} ${body}`));
};

async function ask({ proxy, agent }: Scene, path = '/', body = ''): Promise<string> {
  const asked = request({ host: proxy.address, port: proxy.port, path, method: 'POST', agent });
  asked.end(body);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  return text(answer);
}

function codeOf(promise: Promise<unknown>): Promise<string | undefined> {
  return promise.then(
    () => 'none',
    (error: unknown) => (error as NodeJS.ErrnoException).code,
  );
}

describe('a proxy without faults', () => {
  it('listens on a separate loopback address', async () => {
    const { proxy } = await scene(echo);
    expect(proxy.address).toMatch(/^127\./);
    if (process.platform === 'linux') expect(proxy.address).not.toBe('127.0.0.1');
  });

  it('keeps one connection for many requests', async () => {
    const made = await scene(echo);
    for (let n = 0; n < 5; n += 1) expect(await ask(made, '/', String(n))).toBe(`POST / ${n}`);
    expect(made.sockets.size).toBe(1);
  });

  it('answers requests sent ahead one after the other, in their order', async () => {
    const made = await scene(echo);
    const client = connect({ host: made.proxy.address, port: made.proxy.port });
    const requests = Array.from(
      { length: 50 },
      (_, n) => `POST /${n} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab`,
    );
    client.write(requests.join(''));
    let received = '';
    client.on('data', (chunk: Buffer) => (received += chunk.toString()));
    await awaitTrue(() => received.includes('POST /49 ab'));
    expect([...received.matchAll(/POST \/(\d+) ab/g)].map(([, n]) => Number(n))).toEqual([
      ...Array(50).keys(),
    ]);
    client.destroy();
  });

  it('passes large bodies on whole, both ways, at the pace of the slower side', async () => {
    const made = await scene(echo);
    const body = 'x'.repeat(8_000_000);
    expect(await ask(made, '/', body)).toBe(`POST / ${body}`);
  });

  it('ends with the server and resets with it', async () => {
    const server = createServer((socket) => {
      socket.once('data', (chunk) => (chunk.includes('/end') ? socket.end() : socket.resetAndDestroy()));
    });
    const made = await scene(server);
    expect(await codeOf(ask(made, '/end'))).toBe('ECONNRESET');
    const client = connect({ host: made.proxy.address, port: made.proxy.port });
    client.write('POST /reset HTTP/1.1\r\n\r\n');
    expect(await codeOf(once(client, 'end'))).toBe('ECONNRESET');
  });

  it('gives what is no HTTP a 400', async () => {
    const { proxy } = await scene(echo);
    const client = connect({ host: proxy.address, port: proxy.port });
    client.write('\x16\x03\x01 hello\r\n\r\n');
    expect(await text(client)).toMatch(/^HTTP\/1\.1 400 /);
  });
});

describe('delays on the way', () => {
  it('deliver a delayed request although its sender has given up', async () => {
    const seen: string[] = [];
    const made = await scene((asked, answer) => {
      seen.push(asked.url ?? '');
      answer.end();
    });
    made.strike({ kind: 'latency', ms: 100 });
    const asked = request({
      host: made.proxy.address,
      port: made.proxy.port,
      path: '/late',
      method: 'POST',
      agent: false,
    });
    asked.on('error', () => undefined);
    asked.end();
    await once(asked, 'finish');
    await awaitTrue(() => made.sockets.size === 1);
    asked.destroy();
    expect(seen).toEqual([]);
    await awaitTrue(() => seen.includes('/late'));
    await awaitTrue(() => made.sockets.size === 0);
  });

  it('delay the answer after the request was carried out', async () => {
    let carriedOutMs = 0;
    const made = await scene((_asked, answer) => {
      carriedOutMs = clock.monotonicMs();
      answer.end('done');
    });
    made.strike({ kind: 'latency', ms: 80, leg: 'answer' });
    expect(await ask(made)).toBe('done');
    expect(clock.monotonicMs() - carriedOutMs).toBeGreaterThanOrEqual(79);
  });
});

describe('the order of messages on the way', () => {
  it('do not mix up what was sent ahead', async () => {
    const made = await scene(echo);
    made.strike({ kind: 'latency', ms: 5, jitterMs: 5 });
    const client = connect({ host: made.proxy.address, port: made.proxy.port });
    const requests = [0, 1, 2, 3].map((n) => `POST /${n} HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab`);
    client.write(requests.join(''));
    let received = '';
    client.on('data', (chunk: Buffer) => (received += chunk.toString()));
    await awaitTrue(() => received.includes('POST /3 ab'));
    expect([...received.matchAll(/POST \/(\d+) ab/g)].map(([, n]) => Number(n))).toEqual([0, 1, 2, 3]);
    client.destroy();
  });

  it('let a client that waits for `100 Continue` send its body', async () => {
    const made = await scene(echo);
    made.strike({ kind: 'latency', ms: 1 });
    const asked = request({
      host: made.proxy.address,
      port: made.proxy.port,
      method: 'POST',
      agent: false,
      headers: { Expect: '100-continue' },
    });
    asked.once('continue', () => asked.end('body'));
    asked.flushHeaders();
    const [answer] = (await once(asked, 'response')) as [IncomingMessage];
    expect(await text(answer)).toBe('POST / body');
  });

  it('end the connection after an answer when the client asked for that', async () => {
    const made = await scene(echo);
    made.strike({ kind: 'garbage' });
    const client = connect({ host: made.proxy.address, port: made.proxy.port });
    client.write('POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(await text(client)).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('the listener', () => {
  it('refuses while its server is down and ends the connections there were; opens again at the same place', async () => {
    const made = await scene(echo);
    await ask(made);
    await made.proxy.setUp(false);
    await awaitTrue(() => made.sockets.size === 0);
    expect(await codeOf(ask(made))).toBe('ECONNREFUSED');
    await made.proxy.setUp(true);
    expect(await ask(made, '/', 'again')).toBe('POST / again');
  });

  it('refuses new connections and keeps the old ones, or resets them too', async () => {
    const made = await scene(echo);
    await ask(made);
    const refusing = made.proxy.add({ kind: 'refuse' });
    expect(await ask(made, '/', 'old')).toBe('POST / old');
    const stranger = new Agent();
    expect(await codeOf(ask({ ...made, agent: stranger }))).toBe('ECONNREFUSED');
    await refusing.lift();
    expect(await ask({ ...made, agent: stranger })).toBe('POST / ');

    const resetting = made.proxy.add({ kind: 'refuse', existing: 'reset' });
    await awaitTrue(() => made.sockets.size === 0);
    expect(await codeOf(ask(made))).toBe('ECONNREFUSED');
    await resetting.lift();
  });

  it('stays closed until the last reason is gone', async () => {
    const made = await scene(echo);
    const one = made.proxy.add({ kind: 'refuse' });
    const other = made.proxy.add({ kind: 'refuse' });
    await made.proxy.setUp(false);
    await one.lift();
    await made.proxy.setUp(true);
    expect(await codeOf(ask(made))).toBe('ECONNREFUSED');
    await other.lift();
    expect(await ask(made)).toBe('POST / ');
  });
});

describe("the listener's address", () => {
  it('becomes unreachable: no answer and no refusal, and what was on its way arrives after it is back', async () => {
    const made = await scene(echo);
    await ask(made);
    const gone = made.proxy.add({ kind: 'unreachable' });
    await gone.inEffect;

    const newcomer = connect({ host: made.proxy.address, port: made.proxy.port });
    let connected = false;
    newcomer.once('connect', () => (connected = true));
    newcomer.once('error', () => undefined);
    let answered = false;
    const onOldConnection = ask(made, '/', 'patience').then((answer) => {
      answered = true;
      return answer;
    });
    await clock.sleep(150);
    expect([connected, answered]).toEqual([false, false]);
    newcomer.destroy();

    await gone.lift();
    expect(await onOldConnection).toBe('POST / patience');
    expect(await ask({ ...made, agent: new Agent() })).toBe('POST / ');
  });

  it('answers no connection either that is made while it becomes unreachable', async () => {
    const made = await scene(echo);
    const gone = made.proxy.add({ kind: 'unreachable' });
    let answered = false;
    const asked = ask(made, '/', 'late').then((answer) => {
      answered = true;
      return answer;
    });
    await gone.inEffect;
    await clock.sleep(100);
    expect(answered).toBe(false);
    await gone.lift();
    expect(await asked).toBe('POST / late');
  });

  it('does not report the end of its server while it is unreachable', async () => {
    const made = await scene(echo);
    await ask(made);
    const gone = made.proxy.add({ kind: 'unreachable' });
    await gone.inEffect;
    const pending = ask(made);
    let settled = false;
    const outcome = codeOf(pending).finally(() => (settled = true));
    await made.proxy.setUp(false);
    for (const socket of made.sockets) socket.destroy();
    await clock.sleep(50);
    expect(settled).toBe(false);
    await gone.lift();
    expect(await outcome).toBe('ECONNRESET');
    expect(await codeOf(ask(made))).toBe('ECONNREFUSED');
  });

  it('says when its place is taken', async () => {
    const made = await scene(echo);
    const wanted = { address: made.proxy.address, port: made.proxy.port };
    const second = startProxy({
      target: () => 1,
      chooseEffect: () => undefined,
      wanted,
      clock,
      randomness: systemRandomness,
    });
    await expect(second).rejects.toMatchObject({ code: 'UND_SANDBOX_PORT_TAKEN', details: wanted });
  });
});
