import { COMMANDS_HELP } from '../commands/parse-command.ts';
import { foldLine } from './fold-line.ts';

export interface InvitationFacts {
  readonly regions: readonly { readonly name: string; readonly endpoint: string; readonly role: string }[];
  /** The key id that all of the local cloud is signed with; its secret is the same. No secret at all. */
  readonly accessKey: string;
  readonly topologyFile: string;
  readonly journalFile: string;
  readonly workerStatusUrl: string;
  /** What SDKs take as their endpoint. */
  readonly gatewayAddress: string;
  /** `undefined` in a drill of data alone. */
  readonly shopUrl: string | undefined;
  readonly ratePerSecond: number;
  /** The terminal's width; `undefined` where there is no terminal, and a command is one line. */
  readonly columns: number | undefined;
}

/** What to do with a local cloud that stays up: where it is, how to look into it, how to break it again. */
export function writeInvitation(facts: InvitationFacts): string {
  const { regions, accessKey, topologyFile, journalFile, workerStatusUrl, gatewayAddress, shopUrl, columns } =
    facts;
  const [first, second] = regions;
  const witness = regions.find(({ role }) => role === 'witness');
  // A shell takes the lines of a command for one.
  const command = (line: string) =>
    columns === undefined ? [`  ${line}`] : foldLine(`  ${line}`, { columns, joint: ' \\' });
  const aws = (region: InvitationFacts['regions'][number] | undefined, rest: string) =>
    command(`aws dynamodb --region ${region?.name ?? ''} --endpoint-url ${region?.endpoint ?? ''} ${rest}`);
  const key = `'{"country":{"S":"CN"},"city":{"N":"1796236"}}'`;
  return [
    `The local cloud stays up until Ctrl-C, with ${String(facts.ratePerSecond)} requests per second going on.`,
    '',
    ...regions.map(({ name, endpoint, role }) => `  ${name.padEnd(14)} ${endpoint.padEnd(26)} ${role}`),
    '',
    ...(shopUrl === undefined ? [] : [`  ${'shop'.padEnd(14)} ${shopUrl}`]),
    `  ${'gateway'.padEnd(14)} AWS_ENDPOINT_URL_DYNAMODB=${gatewayAddress}`,
    `  ${'configuration'.padEnd(14)} ${topologyFile}`,
    `  ${'journal'.padEnd(14)} ${journalFile}`,
    `  ${'links'.padEnd(14)} ${workerStatusUrl}`,
    '',
    'Read one item in both regions, and at the route, from another terminal:',
    ...command(`export AWS_ACCESS_KEY_ID=${accessKey} AWS_SECRET_ACCESS_KEY=${accessKey}`),
    ...aws(first, `get-item --table-name cities --key ${key}`),
    ...aws(second, `get-item --table-name cities --key ${key}`),
    ...aws(witness, 'scan --table-name understudy-route'),
    'or without the AWS CLI, in this directory:',
    ...command(nodeLine(first, accessKey)),
    '',
    'Type one of these here, and press Enter:',
    ...COMMANDS_HELP,
  ].join('\n');
}

function nodeLine(region: InvitationFacts['regions'][number] | undefined, accessKey: string): string {
  const client = [
    `endpoint: '${region?.endpoint ?? ''}'`,
    `region: '${region?.name ?? ''}'`,
    `credentials: { accessKeyId: '${accessKey}', secretAccessKey: '${accessKey}' }`,
  ].join(', ');
  return [
    `node --input-type=module -e "import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';`,
    `console.dir(await new DynamoDBClient({ ${client} }).send(new ScanCommand({ TableName: 'orders', Limit: 3 })), { depth: 5 })"`,
  ].join(' ');
}
