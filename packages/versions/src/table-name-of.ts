export const TABLE_ARN = /^arn:([^:]*):dynamodb:([^:]*):([^:]*):table\/([^/]+)$/;

/** The table's name where it is given by its ARN, and what is given otherwise. */
export function tableNameOf(nameOrArn: string): string {
  return TABLE_ARN.exec(nameOrArn)?.[4] ?? nameOrArn;
}
