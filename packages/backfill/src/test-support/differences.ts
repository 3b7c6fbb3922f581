import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { canonicalContent } from '../same-content.ts';
import type { Attributes } from './local-service.ts';

const STAMP = 'understudy:v';
const SEGMENTS = 4;

/** What each key holds, stamps left out. */
export async function contentsOf(client: DynamoDBClient, table: string): Promise<Map<string, string>> {
  const contents = new Map<string, string>();
  const scan = async (segment: number) => {
    let start: Attributes | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await client.send(
        new ScanCommand({
          TableName: table,
          ConsistentRead: true,
          Segment: segment,
          TotalSegments: SEGMENTS,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      for (const item of Items) contents.set(item.id?.S ?? '', canonicalContent(item, STAMP));
      start = LastEvaluatedKey;
    } while (start !== undefined);
  };
  await Promise.all(Array.from({ length: SEGMENTS }, (_none, segment) => scan(segment)));
  return contents;
}

/** Keys whose items differ, or that only one of the two has. */
export function differences(
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
): readonly string[] {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].filter((key) => a.get(key) !== b.get(key));
}
