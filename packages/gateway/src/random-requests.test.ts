import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { merging, steady } from '@understudy/route/testing';
import { canonicalNumber } from '@understudy/versions';
import { propertyRuns } from '@understudy/core/testing';
import fc from 'fast-check';
import { attributes, placeWrite, write, type DrawnWrite, type Fields } from './test-support/drawn-write.ts';
import { ORDERS, STANDBY, withService, WRITER, type OpenedGateway } from './test-support/with-service.ts';
import { nameOf, speak, type Spoken } from './test-support/speak.ts';

const service = withService({ beforeAll, afterAll });
/** Of each route; `UNDERSTUDY_RUNS=3000` for thousands. */
const RUNS = propertyRuns(60, 600);
/** Fixed, so that a run does not fail by chance because of an oddity of DynamoDB Local. */
const SEED = Number(process.env['UNDERSTUDY_SEED'] ?? 20_261_123);
const LIMIT_MS = 60_000 + RUNS * 200;
const STAMP = 'understudy:v';

interface Seen {
  readonly status: number;
  readonly body: unknown;
}

/** DynamoDB writes a number in one way; DynamoDB Local keeps `0.00` where it comes by an expression. */
function numbersAlike(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(numbersAlike);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      name === 'N' && typeof one === 'string' ? canonicalNumber(one) : numbersAlike(one),
    ]),
  );
}

/** What an SDK reads of an answer. Capacity is left out: stamps and conditions count in it. */
function seen({ status, json }: Spoken): Seen {
  // DynamoDB writes `message` where DynamoDB Local writes `Message`; SDKs read both.
  const { ConsumedCapacity: _capacity, Message: said, ...body } = json;
  return { status, body: numbersAlike(said === undefined ? body : { ...body, message: said }) };
}

/**
 * The same answer, or the same kind of refusal: one for the request's form may be worded for another place in it, and
 * may come before or after one for the item's state, since legacy parameters are checked as expressions are.
 */
function expectSame(through: Spoken, direct: Spoken): void {
  const invalid = [through, direct].some((one) => nameOf(one) === 'ValidationException');
  if (invalid && through.status === 400 && direct.status === 400) return;
  expect(seen(through)).toEqual(seen(direct));
}

/** What DynamoDB Local does otherwise than DynamoDB, and what the gateway takes from DynamoDB. */
function isOddity({ operation, input }: DrawnWrite, before: Fields | undefined): boolean {
  const {
    UpdateExpression: update,
    AttributeUpdates: legacy,
    ReturnValues: returns,
    TransactItems: parts,
  } = input;
  const removesOnly = (text: unknown) => typeof text === 'string' && !/(?<![:#])\b(SET|ADD)\b/i.test(text);
  // An update that only removes makes no item on AWS, while DynamoDB Local makes one.
  if (before === undefined) {
    if (removesOnly(update)) return true;
    const changes = Object.values((legacy ?? {}) as Record<string, { Action?: string }>);
    if (changes.length > 0 && changes.every(({ Action }) => Action === 'DELETE')) return true;
  }
  for (const part of (parts ?? []) as readonly { Update?: Fields }[]) {
    if (removesOnly(part.Update?.['UpdateExpression'])) return true;
  }
  // DynamoDB Local fails at an update of nothing that asks for what was updated.
  const ofNothing = update === undefined && Object.keys(legacy ?? {}).length === 0;
  return operation === 'UpdateItem' && ofNothing && String(returns).startsWith('UPDATED');
}

describe.each([
  ['in a steady epoch', steady(WRITER, 1)],
  ['while a region is merging', merging(WRITER, 2)],
])('random writes %s', (_when, route) => {
  let opened: OpenedGateway;
  let direct: string;
  let behind: string;
  let count = 0;

  beforeAll(async () => {
    opened = await service().open({ route, past: true });
    direct = service().cloud.region(STANDBY).directEndpoint;
    behind = service().cloud.region(WRITER).directEndpoint;
  });

  async function itemOf(endpoint: string, Key: Fields): Promise<Fields | undefined> {
    const region = endpoint === direct ? STANDBY : WRITER;
    const { json } = await speak(
      endpoint,
      'GetItem',
      { TableName: ORDERS, Key, ConsistentRead: true },
      inRegion(region),
    );
    const item = json['Item'] as Fields | undefined;
    if (item === undefined) return undefined;
    const { [STAMP]: _stamp, ...rest } = item;
    return numbersAlike(rest) as Fields;
  }

  it(
    'give the same answers and leave the same items, through the gateway as directly',
    async () => {
      let compared = 0;
      await fc.assert(
        fc.asyncProperty(fc.option(attributes, { nil: undefined }), write, async (before, drawn) => {
          fc.pre(!isOddity(drawn, before));
          const id = `${route.epoch}-${(count += 1)}`;
          const [key, other] = [{ pk: { S: id } }, { pk: { S: `${id}-other` } }];
          const { address } = opened.gateway;
          const send = (operation: string, input: Fields) =>
            Promise.all([
              speak(address, operation, input),
              speak(direct, operation, input, inRegion(STANDBY)),
            ]);
          if (before !== undefined) await send('PutItem', { TableName: ORDERS, Item: { ...before, ...key } });
          const [through, plain] = await send(drawn.operation, placeWrite(drawn, ORDERS, key, other));
          expectSame(through, plain);
          for (const which of [key, other]) {
            expect(await itemOf(behind, which)).toEqual(await itemOf(direct, which));
          }
          compared += 1;
        }),
        { numRuns: RUNS, seed: SEED },
      );
      expect(compared).toBeGreaterThanOrEqual(RUNS);
    },
    LIMIT_MS,
  );
});

/** DynamoDB Local keeps a database for each region that requests are signed for. */
function inRegion(region: string) {
  return {
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=understudy/20261123/${region}/dynamodb/aws4_request, SignedHeaders=host, Signature=00`,
    },
  };
}
