import { TABLE_ARN } from './table-name-of.ts';

/** The same table's ARN in another region; names stay as they are. */
export function tableInRegion(nameOrArn: string, region: string): string {
  return nameOrArn.replace(
    TABLE_ARN,
    (_arn, partition: string, _region: string, account: string, name: string) =>
      `arn:${partition}:dynamodb:${region}:${account}:table/${name}`,
  );
}
