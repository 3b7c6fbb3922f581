import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient, GetRecordsCommand } from '@aws-sdk/client-dynamodb-streams';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_STAMP_ATTRIBUTE, incompleteMember, replicatedStamp, type Item } from '@understudy/versions';
import fc from 'fast-check';
import { decodeRecord, nameRecord } from '../stream/decode-record.ts';
import { decodeImage, encodeImage } from '../state/encode-image.ts';
import type { LinkContext } from '../link-context.ts';
import type { PutChange, RegionClient } from '../types.ts';
import { putItem } from './put-item.ts';
import { restoreImage } from './restore-image.ts';

/** What the region answers next, as JSON; and the last request it had. */
let answer: string;
let asked: string;
let server: Server;
let dynamodb: DynamoDBClient;
let streams: DynamoDBStreamsClient;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked = Buffer.concat(chunks).toString();
      response.setHeader('content-type', 'application/x-amz-json-1.0').end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const config = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  };
  dynamodb = new DynamoDBClient(config);
  streams = new DynamoDBStreamsClient(config);
});

afterAll(async () => {
  dynamodb.destroy();
  streams.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const ODD = [
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  'then',
  '0',
  ' ',
  'a.b',
  'ü',
  'S',
  'M',
];
const name = fc.constantFrom(...ODD);
/** Attribute values as JSON carries them: binary is base64. Keys are drawn from names that objects treat specially. */
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.string().map((text) => ({ S: text })),
    fc.constantFrom('0', '-1', '12345678901234567890123456789012345678', '1E-130').map((n) => ({ N: n })),
    fc.uint8Array({ maxLength: 4 }).map((bytes) => ({ B: Buffer.from(bytes).toString('base64') })),
    fc.boolean().map((yes) => ({ BOOL: yes })),
    fc.constant({ NULL: true }),
    fc.constant({ SS: ['', 'a'] }),
    fc.constant({ NS: ['1', '2.50'] }),
    fc.constant({ BS: ['', 'AQI='] }),
    fc.array(tie('value'), { maxLength: 3 }).map((list) => ({ L: list })),
    mapOf(tie('value')).map((map) => ({ M: map })),
  ),
}));
function mapOf(values: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
  return fc.array(fc.tuple(name, values), { maxLength: 4 }).map((members) => Object.fromEntries(members));
}
const items = mapOf(value).map((members) => ({ ...members, id: { S: 'a' } }));

/** JSON with its members in order: what tells two items apart, `__proto__` included. */
function textOf(json: unknown): string {
  return JSON.stringify(json, (_name, held: unknown) =>
    held instanceof Uint8Array
      ? Buffer.from(held).toString('base64')
      : typeof held === 'object' && held !== null && !Array.isArray(held)
        ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
        : held,
  );
}

async function recordOf(json: object): Promise<Item> {
  answer = JSON.stringify({
    Records: [
      { eventName: 'MODIFY', dynamodb: { SequenceNumber: '7', Keys: { id: { S: 'a' } }, NewImage: json } },
    ],
  });
  const { Records: [raw = {}] = [] } = await streams.send(new GetRecordsCommand({ ShardIterator: 'i' }));
  const named = nameRecord(raw);
  if (named === undefined) throw new Error('no key');
  return decodeRecord(raw, named).newImage ?? {};
}

const table = {
  table: 'items',
  partitionKey: 'id',
  stampAttribute: DEFAULT_STAMP_ATTRIBUTE,
  tombstoneTtlMs: 1,
};
const version = { epoch: 1, region: 'us-east-1', sequence: '7' };
const changeOf = (image: Item): PutChange => ({
  kind: 'put',
  keyText: 'a',
  key: { id: { S: 'a' } },
  version,
  versionText: replicatedStamp(version),
  image,
});
const context = () =>
  ({
    name: { table: 'items', source: 'us-east-1', target: 'eu-central-1' },
    clients: { sourceReads: dynamodb as RegionClient },
    table,
  }) as unknown as LinkContext;
const hasTopLevel = (json: object) => Object.keys(json).includes('__proto__');

describe('an item with members of any name', () => {
  it('is put at the target as it is at the source, or is not put at all (fault D15)', async () => {
    let put = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(items, async (json) => {
        const image = await recordOf(json);
        answer = JSON.stringify({ Item: json });
        const restored = restoreImage(changeOf(image), context());
        if (hasTopLevel(json)) {
          refused += 1;
          await expect(restored).rejects.toMatchObject({ code: 'UND_REPLICATOR_IMAGE_INCOMPLETE' });
          return;
        }
        const whole = await restored;
        if (whole === 'superseded') throw new Error('nothing is later');
        answer = '{}';
        await putItem(dynamodb, whole, table, 'plain');
        const { [DEFAULT_STAMP_ATTRIBUTE]: stamp, ...sent } = (JSON.parse(asked) as { Item: Item }).Item;
        expect(stamp).toEqual({ S: replicatedStamp(version) });
        expect(textOf(sent)).toBe(textOf(json));
        put += 1;
      }),
    );
    expect(put).toBeGreaterThan(10);
    expect(refused).toBeGreaterThan(5);
  });

  it('is kept in ledger and dead letters as it was decoded, gaps and all (fault D15)', async () => {
    await fc.assert(
      fc.asyncProperty(items, async (json) => {
        const image = await recordOf(json);
        const kept = await decodeImage(await encodeImage(image));
        expect(textOf(kept)).toBe(textOf(image));
        expect(incompleteMember(kept)).toBe(incompleteMember(image));
      }),
    );
  });

  it('is read again only as the write that the record speaks of (fault D15)', async () => {
    const stamped = (stamp: string) =>
      JSON.parse(
        `{"id":{"S":"a"},"m":{"M":{"__proto__":{"S":"x"}}},"${DEFAULT_STAMP_ATTRIBUTE}":{"S":"${stamp}"}}`,
      ) as Record<string, unknown>;
    const native = (wall: number) => `${replicatedStamp({ ...version, sequence: '0' })}|${wall}`;
    const image = await recordOf(stamped(native(1_767_225_600_000)));
    expect(incompleteMember(image)).toBe('m.__proto__');
    const restored = async (now: object | undefined) => {
      answer = JSON.stringify({ Item: now });
      return restoreImage(changeOf(image), context());
    };
    expect(await restored(stamped(native(1_767_225_600_000)))).toMatchObject({ kind: 'put' });
    expect(await restored(stamped(native(1_767_225_600_001)))).toBe('superseded');
    const refused = { code: 'UND_REPLICATOR_IMAGE_INCOMPLETE' };
    await expect(
      restored(stamped(replicatedStamp({ ...version, region: 'eu-central-1', epoch: 2 }))),
    ).rejects.toMatchObject(refused);
    await expect(restored(undefined)).rejects.toMatchObject(refused);
  });
});

it('the SDK reads nested members of any name from a table (fault D15)', async () => {
  const json = JSON.parse('{"id":{"S":"a"},"m":{"M":{"__proto__":{"M":{"b":{"S":"x"}}}}}}') as object;
  answer = JSON.stringify({ Item: json });
  const get = new GetItemCommand({ TableName: 'items', Key: { id: { S: 'a' } } });
  const { Item: read = {} } = await dynamodb.send(get);
  answer = '{}';
  await dynamodb.send(new PutItemCommand({ TableName: 'items', Item: read }));
  expect(textOf((JSON.parse(asked) as { Item: object }).Item)).toBe(textOf(json));
});
