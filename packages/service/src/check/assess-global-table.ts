import { awsCommand } from '../aws-command.ts';
import type { Check, RegionFacts } from './types.ts';

/**
 * A replica of a DynamoDB global table is refused: DynamoDB would copy each write into the other region beside the
 * link, without its stamp's rules, and let the last writer win.
 */
export function assessGlobalTable(
  table: string,
  { name, endpoint, tables }: RegionFacts,
  other: string,
): readonly Check[] {
  const version = tables.get(table)?.globalTable;
  if (version === undefined) return [];
  return [
    {
      topic: 'global-table',
      where: name,
      table,
      outcome: 'failed',
      code: 'UND_SERVICE_GLOBAL_TABLE',
      what: `Table ${table} in ${name} is a replica of a DynamoDB global table (version ${version}).`,
      remedy: leaveGlobalTable(table, version, { name, endpoint }, other),
    },
  ];
}

function leaveGlobalTable(
  table: string,
  version: string,
  region: { readonly name: string; readonly endpoint: string },
  other: string,
): string {
  const replica = `'[{"Delete":{"RegionName":"${other}"}}]'`;
  if (version.startsWith('2017')) {
    const command = `aws dynamodb update-global-table --region ${region.name} --global-table-name ${table} --replica-updates ${replica}`;
    return `Stop writes to ${other}, then take it out: \`${command}\`. The tables stay; docs/install/global-tables.md has every step.`;
  }
  const command = awsCommand(region, 'update-table', table, '--replica-updates', replica);
  return `Keep the region that takes writes and take the other out, which deletes the table there: \`${command}\`; docs/install/global-tables.md has every step.`;
}
