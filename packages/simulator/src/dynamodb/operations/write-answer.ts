import type {
  ReturnConsumedCapacity,
  UpdateItemCommandInput,
  UpdateItemCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import { valueAt } from '../expressions/value-at.ts';
import type { Entry } from '../tables/table.ts';
import { presentAttributes } from '../values/present-attributes.ts';
import type { Attributes, Value } from '../values/value.ts';
import { consumedCapacity, writeUnits } from './consumed-capacity.ts';
import type { PreparedWrite } from './prepared-write.ts';
import type { Written } from './carry-out.ts';

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

export function writeAnswer(
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
