import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { isUnderstudyError, type Clock } from '@understudy/core';
import { describeTable } from '@understudy/route-store';
import { askRegion } from '../ask-region.ts';
import { checkTableRights } from '../check-table-rights.ts';
import { describeTableFacts } from './describe-table-facts.ts';
import { readClockSkew } from './read-clock-skew.ts';
import type { RegionFacts, TableFacts } from './types.ts';

export interface LookOptions {
  readonly name: string;
  readonly role: 'data' | 'witness';
  /** `undefined`: AWS's own. */
  readonly endpoint: string | undefined;
  readonly client: DynamoDBClient;
  /** Given where the streams of `tables` are read. */
  readonly streams?: DynamoDBStreamsClient;
  /** The application's tables. */
  readonly tables: readonly string[];
  /** Understudy's own tables. */
  readonly ownTables: readonly string[];
  readonly clock: Clock;
}

/**
 * What one region shows to reads and to writes whose condition never holds; nothing is changed. A region that does
 * not answer is a fact too. The client brings the time limits.
 */
export async function lookAtRegion(options: LookOptions): Promise<RegionFacts> {
  const { name, role, client, streams, clock } = options;
  const endpoint = options.endpoint ?? `dynamodb.${name}.amazonaws.com`;
  const facts = { name, role, endpoint } as const;
  const startedMs = clock.monotonicMs();
  const skew = readClockSkew(client, clock);
  try {
    const tables = await describeTables(options);
    const tookMs = clock.monotonicMs() - startedMs;
    const rights = await Promise.all(
      [...tables.keys()].map((table) =>
        checkTableRights({
          region: name,
          table,
          sender: client,
          ...(streams !== undefined && options.tables.includes(table) && { streams }),
        }),
      ),
    );
    const clockSkewMs = skew();
    return {
      ...facts,
      answer: { tookMs, ...(clockSkewMs !== undefined && { clockSkewMs }) },
      tables,
      rights: rights.flat(),
    };
  } catch (error) {
    if (!isUnderstudyError(error)) throw error;
    const { code, what, remedy } = error;
    return { ...facts, answer: { code, what, remedy }, tables: new Map(), rights: [] };
  }
}

/** @throws what `askRegion` throws */
async function describeTables({
  name,
  client,
  tables,
  ownTables,
}: LookOptions): Promise<ReadonlyMap<string, TableFacts>> {
  const described = await Promise.all(
    [...tables, ...ownTables].map(async (table): Promise<readonly (readonly [string, TableFacts])[]> => {
      const description = await askRegion({ region: name, action: 'DescribeTable', table }, () =>
        describeTable(client, table),
      );
      return description === undefined ? [] : [[table, describeTableFacts(description)]];
    }),
  );
  return new Map(described.flat());
}
