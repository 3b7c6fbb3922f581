const TABLE_ARN = /^arn:([^:]*):dynamodb:([^:]*):([^:]*):table\/([^/]+)$/;

/** The table's name where it is given by its ARN, and what is given otherwise. */
export function tableNameOf(nameOrArn: string): string {
  return TABLE_ARN.exec(nameOrArn)?.[4] ?? nameOrArn;
}

/** The same table's ARN in another region; names stay as they are. */
export function tableInRegion(nameOrArn: string, region: string): string {
  return nameOrArn.replace(
    TABLE_ARN,
    (_arn, partition: string, _region: string, account: string, name: string) =>
      `arn:${partition}:dynamodb:${region}:${account}:table/${name}`,
  );
}
