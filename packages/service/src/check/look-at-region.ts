import { DescribeTableCommand, ListTablesCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '@understudy/core';
import { describeNoAnswer } from './describe-no-answer.ts';
import { describeTableFacts } from './describe-table-facts.ts';
import { lookAtRights } from './look-at-rights.ts';
import { readClockSkew } from './read-clock-skew.ts';
import type { RegionFacts, TableFacts } from './types.ts';

export interface LookOptions {
  readonly name: string;
  readonly role: 'data' | 'witness';
  /** `undefined`: AWS's own. */
  readonly endpoint: string | undefined;
  readonly client: DynamoDBClient;
  /** The tables to look for; rights are tested on those that are there. */
  readonly tables: readonly string[];
  readonly clock: Clock;
}

/**
 * What one region shows to reads and to writes whose condition never holds; nothing is changed. A region that does
 * not answer is a fact too. The client brings the time limits.
 */
export async function lookAtRegion(options: LookOptions): Promise<RegionFacts> {
  const { name, role, client, clock } = options;
  const endpoint = options.endpoint ?? `dynamodb.${name}.amazonaws.com`;
  const facts = { name, role, endpoint } as const;
  const startedMs = clock.monotonicMs();
  const skew = readClockSkew(client, clock);
  try {
    // The first request opens the connection, so that the second one's time is the region's own.
    await client.send(new ListTablesCommand({ Limit: 1 })).catch(passRefusal);
    const tables = await describeTables(client, options.tables);
    const tookMs = clock.monotonicMs() - startedMs;
    const rights = await lookAtRights(client, [...tables.keys()]);
    const clockSkewMs = skew();
    return {
      ...facts,
      answer: { tookMs, ...(clockSkewMs !== undefined && { clockSkewMs }) },
      tables,
      rights,
    };
  } catch (error) {
    return { ...facts, answer: describeNoAnswer(error, endpoint), tables: new Map(), rights: [] };
  }
}

/** Listing all tables is a right that the service does not need. */
function passRefusal(error: unknown): void {
  if (error instanceof Error && error.name === 'AccessDeniedException') return;
  throw error;
}

async function describeTables(
  client: DynamoDBClient,
  names: readonly string[],
): Promise<ReadonlyMap<string, TableFacts>> {
  const described = await Promise.all(
    names.map(async (name): Promise<readonly (readonly [string, TableFacts])[]> => {
      try {
        const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
        return Table === undefined ? [] : [[name, describeTableFacts(Table)]];
      } catch (error) {
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return [];
        throw error;
      }
    }),
  );
  return new Map(described.flat());
}
