import type {
  DeleteItemCommandInput,
  DeleteItemCommandOutput,
  PutItemCommandInput,
  PutItemCommandOutput,
  ReturnConsumedCapacity,
  UpdateItemCommandInput,
  UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { conditionalCheckFailed } from '../exceptions.ts';
import { holds } from '../expressions/evaluate-condition.ts';
import { valueAt } from '../expressions/value-at.ts';
import type { Entry } from '../tables/table.ts';
import { presentAttributes } from '../values/present-value.ts';
import type { Attributes, Value } from '../values/value.ts';
import { consumedCapacity, writeUnits } from './consumed-capacity.ts';
import { prepareDelete, preparePut, prepareUpdate, type PreparedWrite } from './prepared-write.ts';
import { LEGACY_CONDITIONS, refuseUnsupported } from './refuse-unsupported.ts';

/** The item before and after a write. */
interface Written {
  readonly old: Entry | undefined;
  readonly fresh: Entry | undefined;
}

/**
 * Carries out one write on its condition.
 * @throws ConditionalCheckFailedException with the item, where it was asked for.
 */
function carryOut(state: DatabaseState, write: PreparedWrite): Written {
  const old = write.table.get(write.key);
  if (write.condition !== undefined && !holds(write.condition, old?.attributes)) {
    const item = write.showsItem && old !== undefined ? presentAttributes(old.attributes) : undefined;
    throw conditionalCheckFailed(item);
  }
  const fresh = write.next(old);
  state.write(write.table, write.key, fresh);
  return { old, fresh };
}

/** The attributes that were touched and are there, each as a whole. */
function touched({ actions }: PreparedWrite, entry: Entry | undefined): Attributes | undefined {
  const attributes = new Map<string, Value>();
  for (const { path } of actions) {
    const name = String(path[0]);
    const value = entry?.attributes.get(name);
    if (value !== undefined && valueAt(entry?.attributes, path) !== undefined) attributes.set(name, value);
  }
  return attributes.size === 0 ? undefined : attributes;
}

function returned(
  returns: UpdateItemCommandInput['ReturnValues'],
  write: PreparedWrite,
  { old, fresh }: Written,
): Attributes | undefined {
  switch (returns) {
    case 'ALL_OLD':
      return old?.attributes;
    case 'ALL_NEW':
      return fresh?.attributes;
    case 'UPDATED_OLD':
      return touched(write, old);
    case 'UPDATED_NEW':
      return touched(write, fresh);
    default:
      return undefined;
  }
}

function answer(
  input: {
    ReturnValues?: UpdateItemCommandInput['ReturnValues'];
    ReturnConsumedCapacity?: ReturnConsumedCapacity | undefined;
  },
  write: PreparedWrite,
  written: Written,
): Answer<UpdateItemCommandOutput> {
  const attributes = returned(input.ReturnValues, write, written);
  const units = writeUnits(written.old?.sizeBytes, written.fresh?.sizeBytes);
  const capacity = consumedCapacity(input.ReturnConsumedCapacity, write.table.settings.name, units);
  return {
    ...(attributes === undefined ? {} : { Attributes: presentAttributes(attributes) }),
    ...(capacity === undefined ? {} : { ConsumedCapacity: capacity }),
  };
}

export function putItem(state: DatabaseState, input: PutItemCommandInput): Answer<PutItemCommandOutput> {
  refuseUnsupported('PutItem', input, LEGACY_CONDITIONS);
  const write = preparePut(state, input);
  return answer(input, write, carryOut(state, write));
}

export function deleteItem(
  state: DatabaseState,
  input: DeleteItemCommandInput,
): Answer<DeleteItemCommandOutput> {
  refuseUnsupported('DeleteItem', input, LEGACY_CONDITIONS);
  const write = prepareDelete(state, input);
  return answer(input, write, carryOut(state, write));
}

export function updateItem(
  state: DatabaseState,
  input: UpdateItemCommandInput,
): Answer<UpdateItemCommandOutput> {
  refuseUnsupported('UpdateItem', input, [...LEGACY_CONDITIONS, 'AttributeUpdates']);
  const write = prepareUpdate(state, input);
  return answer(input, write, carryOut(state, write));
}
