import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { isUnderstudyError, systemClock, waitFor } from '@understudy/core';
import { FailoverDynamoDBClient, optionsFromTopology } from '@understudy/failover-client';
import { ACCESS_KEY } from '@understudy/sandbox';
import { DaemonProcess } from './daemon-process.ts';
import { FaultyCloud } from './faulty-cloud.ts';
import { DAEMONS, type Daemon } from './health-matrix.ts';

/** A busy machine may take this long for what an idle one does within five seconds. */
const LIMIT_MS = 60_000;

const { AWS_PROFILE: _profile, ...environment } = process.env;
const KNOWN = { ...environment, AWS_ACCESS_KEY_ID: ACCESS_KEY, AWS_SECRET_ACCESS_KEY: ACCESS_KEY };
export const ANONYMOUS: NodeJS.ProcessEnv = {
  ...environment,
  AWS_ACCESS_KEY_ID: '',
  AWS_SECRET_ACCESS_KEY: '',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: '/nonexistent',
  AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
};

const KEYS = { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY };
type ClientCredentials = () => Promise<typeof KEYS>;

const REQUESTS = {
  write: { operation: 'PutItem', input: { TableName: 'orders', Item: { id: { S: 'o-1' } } } },
  read: {
    operation: 'GetItem',
    input: { TableName: 'orders', Key: { id: { S: 'o-1' } }, ConsistentRead: true },
  },
} as const;

/** What came of a request: `answer`, or the code or the name of its error; and what the error says. */
export interface Outcome {
  readonly outcome: string;
  readonly message: string;
}

/** Daemons and a failover client of one service in regions whose faults can be switched on. */
export class HealthWorld {
  readonly cloud: FaultyCloud;
  readonly #running = new Map<Daemon, DaemonProcess>();
  readonly #clients: FailoverDynamoDBClient[] = [];

  private constructor(cloud: FaultyCloud) {
    this.cloud = cloud;
  }

  static async open(): Promise<HealthWorld> {
    return new HealthWorld(await FaultyCloud.start());
  }

  async close(): Promise<void> {
    for (const client of this.#clients.splice(0)) client.destroy();
    await this.stop();
    await this.cloud.stop();
  }

  /** Starts a daemon of it, with another topology or environment where they are given. */
  start(name: Daemon, file = this.cloud.file(), env: NodeJS.ProcessEnv = KNOWN): DaemonProcess {
    const daemon = new DaemonProcess(name, file, env);
    this.#running.set(name, daemon);
    return daemon;
  }

  startAll(): readonly DaemonProcess[] {
    return DAEMONS.map((name) => this.start(name));
  }

  /** Ends every daemon. */
  async stop(): Promise<void> {
    const ending = [...this.#running.values()];
    this.#running.clear();
    await Promise.all(ending.map((daemon) => daemon.stop()));
  }

  daemon(name: Daemon): DaemonProcess {
    const daemon = this.#running.get(name);
    if (daemon === undefined) throw new RangeError(`No ${name} runs.`);
    return daemon;
  }

  /** A failover client of the service. */
  client(credentials: ClientCredentials = async () => KEYS): FailoverDynamoDBClient {
    const understudy = optionsFromTopology(this.cloud.topology);
    const client = new FailoverDynamoDBClient({ understudy, credentials });
    this.#clients.push(client);
    return client;
  }

  /** Waits for a condition; gives how long it took, in ms. @throws with what the daemons said, where it is not met */
  async until(what: string, condition: () => Promise<boolean> | boolean): Promise<number> {
    const waited = await waitFor(condition, { clock: systemClock(), everyMs: 100, limitMs: LIMIT_MS });
    if (waited.met) return waited.afterMs;
    const said = await Promise.all([...this.#running.values()].map((daemon) => daemon.describe()));
    throw new Error(`Not in time: ${what}.\n${said.join('\n')}`);
  }
}

/** What a caller gets through a gateway. */
export async function callGateway(gateway: DaemonProcess, kind: keyof typeof REQUESTS): Promise<Outcome> {
  const { operation, input } = REQUESTS[kind];
  return gateway.call(operation, input);
}

/** What a caller gets from a failover client; its message contains the remedy. */
export async function callClient(
  client: FailoverDynamoDBClient,
  kind: keyof typeof REQUESTS,
  TableName = 'orders',
): Promise<Outcome> {
  try {
    await (kind === 'write'
      ? client.send(new PutItemCommand({ ...REQUESTS.write.input, TableName }))
      : client.send(new GetItemCommand({ ...REQUESTS.read.input, TableName })));
    return { outcome: 'answer', message: '' };
  } catch (error) {
    if (isUnderstudyError(error)) return { outcome: error.code, message: `${error.what} ${error.remedy}` };
    const { name, message } = error as Error;
    return { outcome: name, message };
  }
}
