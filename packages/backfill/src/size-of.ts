import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '@understudy/versions';

/** What DynamoDB counts for every list and map. */
const CONTAINER_BYTES = 3;

/** An item's bytes, about as DynamoDB counts them: names and values, text as UTF-8. */
export function sizeOf(item: Item): number {
  let bytes = 0;
  for (const name in item) bytes += Buffer.byteLength(name) + sizeOfValue(item[name]);
  return bytes;
}

/** What writing an item consumes: one unit for each KB, begun or whole. */
export function writeUnitsOf(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1_024));
}

function sizeOfValue(value: AttributeValue | undefined): number {
  if (value === undefined) return 0;
  if (value.S !== undefined) return Buffer.byteLength(value.S);
  if (value.N !== undefined) return Math.ceil(value.N.length / 2) + 1;
  if (value.B !== undefined) return value.B.length;
  if (value.M !== undefined) return sizeOf(value.M) + CONTAINER_BYTES + Object.keys(value.M).length;
  if (value.L !== undefined)
    return value.L.reduce((sum, each) => sum + sizeOfValue(each) + 1, CONTAINER_BYTES);
  if (value.SS !== undefined) return value.SS.reduce((sum, each) => sum + Buffer.byteLength(each), 0);
  if (value.NS !== undefined) return value.NS.reduce((sum, each) => sum + Math.ceil(each.length / 2) + 1, 0);
  if (value.BS !== undefined) return value.BS.reduce((sum, each) => sum + each.length, 0);
  return 1;
}
