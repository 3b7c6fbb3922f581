import { DynamoDBDocumentClient, GetCommand, PutCommand, type PutCommandInput } from '@aws-sdk/lib-dynamodb';
import { DEFAULT_STAMP_ATTRIBUTE, nativeStamping } from '@understudy/versions';
import { KEY, sampleDocument } from '../sample-item.ts';
import { tableClient } from '../table-client.ts';
import type { ClientSide, Latencies, LatencyTask, RequestKind, Site } from '../types.ts';
import { openFailoverClient } from './open-failover-client.ts';

interface Opened {
  readonly client: DynamoDBDocumentClient;
  readonly close: () => Promise<void>;
}

/**
 * Requests of both clients in one process, one after another: ours, bare, bare, ours, …, so that neither has
 * the better place. What the machine does meanwhile falls on both alike.
 */
export async function clientLatency({
  request,
  site,
  table,
  warmUp,
  count,
}: LatencyTask): Promise<Latencies> {
  const opened = { ours: await openClient('ours', site, table), bare: await openClient('bare', site, table) };
  const send = {
    ours: await requestsOf(opened.ours.client, 'ours', request, table),
    bare: await requestsOf(opened.bare.client, 'bare', request, table),
  };
  const latencies: Record<ClientSide, number[]> = { ours: [], bare: [] };
  for (let index = 0; index < warmUp + count; index += 1) {
    const turn: readonly ClientSide[] = index % 2 === 0 ? ['ours', 'bare'] : ['bare', 'ours'];
    for (const side of turn) {
      const sentMs = performance.now();
      await send[side](index);
      if (index >= warmUp) latencies[side].push(performance.now() - sentMs);
    }
  }
  await Promise.all([opened.ours.close(), opened.bare.close()]);
  return latencies;
}

export async function openClient(side: ClientSide, site: Site, table: string): Promise<Opened> {
  if (side === 'ours') {
    const { client, close } = await openFailoverClient(site, table);
    return { client: DynamoDBDocumentClient.from(client), close };
  }
  const client = tableClient(site);
  return { client: DynamoDBDocumentClient.from(client), close: async () => client.destroy() };
}

/** Puts of new keys, or gets of a key that this client put before. */
export async function requestsOf(
  client: DynamoDBDocumentClient,
  side: ClientSide,
  request: RequestKind,
  table: string,
): Promise<(index: number) => Promise<unknown>> {
  const documentOf = (index: number) => sampleDocument(`${side}#${index}`, index);
  const put = (index: number) => client.send(new PutCommand({ TableName: table, Item: documentOf(index) }));
  if (request === 'put') return put;
  if (request === 'fenced-put') {
    if (side === 'ours') return put;
    return (index) => client.send(new PutCommand(fenced({ TableName: table, Item: documentOf(index) })));
  }
  await put(0);
  const get = new GetCommand({ TableName: table, Key: { [KEY]: `${side}#0` } });
  return () => client.send(get);
}

/** What our client makes of a put in epoch 1, made by hand. */
function fenced({ Item, ...put }: PutCommandInput): PutCommandInput {
  const wallMs = Date.now();
  const { attribute, stamp, ceiling } = nativeStamping({
    attribute: DEFAULT_STAMP_ATTRIBUTE,
    epoch: 1,
    writer: 'us-east-1',
    wallMs,
  });
  return {
    ...put,
    Item: { ...Item, [attribute]: stamp },
    ConditionExpression: 'attribute_not_exists(#understudyV) OR #understudyV < :understudyCeiling',
    ExpressionAttributeNames: { '#understudyV': attribute },
    ExpressionAttributeValues: { ':understudyCeiling': ceiling },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  };
}
