import type { BatchWriteItemInput, WriteRequest } from '@aws-sdk/client-dynamodb';
import {
  isKeyRefusal,
  refuseStampAttribute,
  stampBytes,
  tableNameOf,
  voidKeyed,
  voidPut,
} from '@understudy/versions';
import { describeTable } from './describe-table.ts';
import type { EngineContext } from './engine-context.ts';
import { noSpaceForItem } from './explain-no-space.ts';
import { isValidation } from './is-validation.ts';
import { judgeBatch, type BatchFault } from './judge-batch.ts';
import { asPart } from './as-part.ts';
import { runControl } from './run-read.ts';
import type { FoundSchema } from './table-schemas.ts';
import type { EngineRequest, Served } from './types.ts';
import { validationException } from './validation-exception.ts';

/**
 * DynamoDB refuses a batch with one invalid member as a whole, while its parts are sent one by one: so the batch is judged
 * before any of them is sent. What seems invalid is sent to DynamoDB in a form that can't be applied, for its own words.
 * Gives DynamoDB's answer where the whole batch was answered; `undefined` where its parts may be sent.
 * @throws DynamoDB's own answers to the caller; FailoverClientError `UND_FAILOVER_CLIENT_NO_SPACE`; VersionsError
 * `UND_VERSIONS_STAMP_RESERVED`
 */
export async function refuseInvalidBatch(
  engine: EngineContext,
  request: EngineRequest,
): Promise<Served | undefined> {
  const input = request.input as BatchWriteItemInput;
  const { stampAttribute: attribute } = engine.settings;
  refuseStamps(engine, input);
  const schemas = await schemasOf(engine, request);
  const fault = judgeBatch(input, {
    isStamped: engine.isStamped,
    schemaOf: (table) => schemas.get(table),
    stampBytes: stampBytes({ attribute, stamp: LONGEST_STAMP }),
  });
  switch (fault?.fault) {
    case undefined:
      return undefined;
    case 'form':
      return runControl(engine, { ...request, input: voidBatch(engine, input) }, { repeatable: false });
    case 'duplicates':
      throw validationException('Provided list of item keys contains duplicates');
    case 'no-space':
      throw noSpaceForItem(fault.bytes, LONGEST_STAMP, attribute);
    case 'member':
      await haveJudged(engine, request, fault);
      return undefined;
  }
}

const LONGEST_STAMP = 'x'.repeat(109);

function refuseStamps(engine: EngineContext, { RequestItems: tables = {} }: BatchWriteItemInput): void {
  for (const [table, requests] of Object.entries(tables)) {
    if (!engine.isStamped(tableNameOf(table))) continue;
    const named = requests.flatMap(({ PutRequest: put }) => Object.keys(put?.Item ?? {}));
    refuseStampAttribute(engine.settings.stampAttribute, {}, named);
  }
}

async function schemasOf(
  engine: EngineContext,
  request: EngineRequest,
): Promise<ReadonlyMap<string, FoundSchema>> {
  const { RequestItems: tables = {} } = request.input as BatchWriteItemInput;
  // One write alone is refused as a whole anyway.
  if (Object.values(tables).flat().length < 2) return new Map();
  const stamped = Object.keys(tables).filter((table) => engine.isStamped(tableNameOf(table)));
  return new Map(
    await Promise.all(
      stamped.map(
        async (table) =>
          [table, await engine.schemas.of(table, () => describeTable(engine, request, table))] as const,
      ),
    ),
  );
}

/** Sends the member alone, beside a delete that DynamoDB refuses: either the member's fault is named, or the delete's. */
async function haveJudged(
  engine: EngineContext,
  request: EngineRequest,
  { table, member, ofKey }: Extract<BatchFault, { fault: 'member' }>,
): Promise<void> {
  const { stampAttribute: attribute } = engine.settings;
  const requests = [member, { DeleteRequest: voidKeyed({ Key: {} }, attribute) }];
  try {
    await runControl(
      engine,
      {
        operation: 'BatchWriteItem',
        input: { RequestItems: { [table]: requests } },
        signal: request.signal,
        wire: asPart(request.wire, 'BatchWriteItem'),
      },
      { repeatable: false },
    );
  } catch (error) {
    const isOfTheDelete = isValidation(error) && isKeyRefusal(error.message) && !ofKey;
    if (!isOfTheDelete) throw error;
  }
}

function voidBatch(engine: EngineContext, input: BatchWriteItemInput): BatchWriteItemInput {
  const { stampAttribute: attribute } = engine.settings;
  const tables = Object.entries(input.RequestItems ?? {}).map(([table, requests]) => {
    if (!engine.isStamped(tableNameOf(table))) return [table, requests] as const;
    return [table, requests.map((one) => voidMember(one, attribute))] as const;
  });
  return input.RequestItems === undefined ? input : { ...input, RequestItems: Object.fromEntries(tables) };
}

function voidMember(
  { PutRequest: put, DeleteRequest: remove, ...rest }: WriteRequest,
  attribute: string,
): WriteRequest {
  return {
    ...rest,
    ...(put === undefined ? {} : { PutRequest: voidPut(put, attribute) }),
    ...(remove === undefined ? {} : { DeleteRequest: voidKeyed(remove, attribute) }),
  };
}
