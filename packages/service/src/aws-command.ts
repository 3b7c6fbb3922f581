/** A region as a command names it. */
export interface CommandRegion {
  readonly name: string;
  /** As the topology gives it; AWS's own unless given. */
  readonly endpoint?: string | undefined;
}

/** The command of the AWS CLI that does something to a table, to type as it is. Pure. */
export function awsCommand(
  { name, endpoint }: CommandRegion,
  operation: string,
  table: string,
  ...words: readonly string[]
): string {
  const at = endpoint?.startsWith('http') === true ? ['--endpoint-url', endpoint] : [];
  return ['aws dynamodb', operation, '--region', name, ...at, '--table-name', table, ...words].join(' ');
}
