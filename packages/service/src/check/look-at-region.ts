import {
  DescribeContinuousBackupsCommand,
  DescribeTimeToLiveCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { isUnderstudyError, type Clock } from '@understudy/core';
import { describeTable } from '@understudy/route-store';
import { askRegion } from '../ask-region.ts';
import { checkTableRights } from '../check-table-rights.ts';
import { askGlobalTable } from '../global-table-version.ts';
import { mapTables } from '../map-tables.ts';
import type { TableDetails } from './describe-settings.ts';
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
  /** Whether expiry and recovery of the application's tables are asked for, too. */
  readonly inDetail: boolean;
  /** Those of Understudy's tables that may be ones which these credentials may not look at: none unless given. */
  readonly mayBeDenied?: readonly string[];
  /** The rights that are wanted on a table. */
  readonly wantedOn: (table: string) => readonly string[];
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
    const { tables, denied } = await describeTables(options);
    const tookMs = clock.monotonicMs() - startedMs;
    const rights = await mapTables([...tables.keys()], (table) =>
      checkTableRights({
        region: name,
        table,
        sender: client,
        ...(streams !== undefined && options.tables.includes(table) && { streams }),
        wanted: options.wantedOn(table),
      }),
    );
    const clockSkewMs = skew();
    return {
      ...facts,
      answer: { tookMs, ...(clockSkewMs !== undefined && { clockSkewMs }) },
      tables,
      denied,
      rights: rights.flat(),
    };
  } catch (error) {
    if (!isUnderstudyError(error)) throw error;
    const { code, what, remedy } = error;
    return { ...facts, answer: { code, what, remedy }, tables: new Map(), denied: [], rights: [] };
  }
}

/** @throws what `askRegion` throws */
async function describeTables(options: LookOptions): Promise<Pick<RegionFacts, 'tables' | 'denied'>> {
  const { name, client, tables, ownTables, mayBeDenied = [] } = options;
  const denied: string[] = [];
  const described = await mapTables(
    [...tables, ...ownTables],
    async (table): Promise<readonly (readonly [string, TableFacts])[]> => {
      const description = await askRegion({ region: name, action: 'DescribeTable', table }, () =>
        describeTable(client, table),
      ).catch((error: unknown) => {
        if (!isUnderstudyError(error, 'UND_SERVICE_NOT_ALLOWED') || !mayBeDenied.includes(table)) throw error;
        denied.push(table);
        return undefined;
      });
      if (description === undefined) return [];
      const details = tables.includes(table) ? await readDetails(options, table) : {};
      return [[table, describeTableFacts(description, details)]];
    },
  );
  return { tables: new Map(described.flat()), denied };
}

/** What is not allowed, or not known to a local DynamoDB, stays unknown. */
async function readDetails({ name, client, inDetail }: LookOptions, table: string): Promise<TableDetails> {
  const TableName = table;
  const unknown = () => undefined;
  const [globalTable, expiry, backups] = await Promise.all([
    askGlobalTable(client, name, table),
    inDetail ? client.send(new DescribeTimeToLiveCommand({ TableName })).catch(unknown) : undefined,
    inDetail ? client.send(new DescribeContinuousBackupsCommand({ TableName })).catch(unknown) : undefined,
  ]);
  const isOn = expiry?.TimeToLiveDescription?.TimeToLiveStatus?.startsWith('ENABL') === true;
  const recovery = backups?.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  return {
    ...(globalTable !== undefined && { globalTable }),
    ...(expiry !== undefined && {
      expiresBy: isOn ? (expiry.TimeToLiveDescription?.AttributeName ?? '') : '',
    }),
    ...(recovery !== undefined && {
      pointInTimeRecovery: recovery.PointInTimeRecoveryStatus === 'ENABLED',
    }),
  };
}
