import { fork } from 'node:child_process';
import { once } from 'node:events';
import { GetItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KEY, sampleItem } from '../sample-item.ts';
import { tableClient } from '../table-client.ts';
import type { ClientSide, GatewayMeasured, GatewaySide, GatewayTask } from '../types.ts';

/** Many connections take turns by so many requests, so that what the machine does meanwhile falls on both alike. */
const TURNS = 4;

interface GatewayProcess {
  readonly endpoint: string;
  /** User and system time of it, in µs. */
  cpuUs(): Promise<number>;
  stop(): void;
}

/** The same SDK's requests through the gateway and direct, in turn. */
export async function gatewayRequests(task: GatewayTask): Promise<GatewayMeasured> {
  const { site, connections, warmUp, count } = task;
  const gateway = await startGateway(task);
  const clients = { ours: tableClient({ ...site, endpoint: gateway.endpoint }), bare: tableClient(site) };
  const measured = { ours: newSide(), bare: newSide() };
  const send = {
    ours: await requestsOf(clients.ours, 'ours', task),
    bare: await requestsOf(clients.bare, 'bare', task),
  };
  const each = connections === 1 ? 1 : Math.ceil(count / TURNS);
  await Promise.all([run(send.ours, connections, warmUp), run(send.bare, connections, warmUp)]);
  const before = await gateway.cpuUs();
  let through = 0;
  for (let done = 0; done < count; done += each) {
    const turn: readonly ClientSide[] =
      Math.floor(done / each) % 2 === 0 ? ['ours', 'bare'] : ['bare', 'ours'];
    for (const side of turn) {
      const startedMs = performance.now();
      const cpu = process.cpuUsage();
      const latencies = await run(send[side], connections, each);
      const { user, system } = process.cpuUsage(cpu);
      const into = measured[side];
      into.latencies.push(...latencies);
      into.elapsedMs += performance.now() - startedMs;
      if (side === 'bare') into.cpuUs += user + system;
      else through += latencies.length;
    }
  }
  // What the gateway costs, beside what a call of the SDK costs that goes without it.
  measured.ours.cpuUs = ((await gateway.cpuUs()) - before) * (measured.ours.latencies.length / through);
  for (const client of Object.values(clients)) client.destroy();
  gateway.stop();
  return measured;
}

function newSide(): { -readonly [K in keyof GatewaySide]: GatewaySide[K] } & { latencies: number[] } {
  return { latencies: [], elapsedMs: 0, cpuUs: 0 };
}

/** Sends `count` requests over so many connections, each with one under way; gives what each took, in ms. */
async function run(send: () => Promise<unknown>, connections: number, count: number): Promise<number[]> {
  const latencies: number[] = [];
  let left = count;
  const one = async () => {
    while (left > 0) {
      left -= 1;
      const sentMs = performance.now();
      await send();
      latencies.push(performance.now() - sentMs);
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return latencies;
}

/** Puts of new keys, or gets of one that was put before. */
async function requestsOf(
  client: DynamoDBClient,
  side: ClientSide,
  { request, table }: GatewayTask,
): Promise<() => Promise<unknown>> {
  let index = 0;
  const put = () => {
    index += 1;
    const Item = { ...sampleItem(index), [KEY]: { S: `${side}#${index}` } };
    return client.send(new PutItemCommand({ TableName: table, Item }));
  };
  await put();
  if (request === 'put') return put;
  return () => client.send(new GetItemCommand({ TableName: table, Key: { [KEY]: { S: `${side}#1` } } }));
}

async function startGateway({ site, table, program }: GatewayTask): Promise<GatewayProcess> {
  const child = fork(program, [], {
    execArgv: process.execArgv.filter((argument) => argument.startsWith('--cpu-prof')),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const ask = async (message: object): Promise<unknown> => {
    const answered = once(child, 'message');
    child.send(message);
    return (await answered)[0];
  };
  const endpoint = (await ask({ site, table })) as string;
  return {
    endpoint,
    cpuUs: async () => (await ask({})) as number,
    stop: () => {
      child.disconnect();
    },
  };
}
