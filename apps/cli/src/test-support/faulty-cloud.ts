import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import {
  ACCESS_KEY,
  prepareTable,
  startTestCloud,
  type ListenerFault,
  type LocalCloud,
  type RequestFault,
} from '@understudy/sandbox';
import { createService, openService } from '@understudy/service';
import { parseTopology, type Topology } from '@understudy/topology';
import type { Fault, Way } from './health-matrix.ts';

const [WRITER, STANDBY, WITNESS] = ['us-east-1', 'eu-central-1', 'eu-west-1'] as const;
const ROUTE = { TableName: 'understudy-route', Key: { service: { S: 'shop' } } };

/** Short leases and time limits, as quick as their relations allow. */
const LIMITS = {
  leaseMs: 6_000,
  attemptTimeoutMs: 2_500,
  controlTimeoutMs: 1_900,
  writeDeadlineMs: 14_000,
  maxRequestAgeMs: 60_000,
};

/** A busy machine may take its time to set up. */
const SET_UP = { attempts: 5, timeoutMs: 20_000 };

/** A service that is set up in three regions, whose faults can be switched on for every process at once. */
export class FaultyCloud {
  readonly #cloud: LocalCloud;

  private constructor(cloud: LocalCloud) {
    this.#cloud = cloud;
  }

  static async start(): Promise<FaultyCloud> {
    const cloud = await startTestCloud({ regions: [WRITER, STANDBY], witness: WITNESS });
    const faulty = new FaultyCloud(cloud);
    for (const region of [WRITER, STANDBY]) {
      await prepareTable(cloud.region(region).client(), { name: 'orders', key: { id: 'S' }, stream: true });
    }
    const credentials = { accessKeyId: ACCESS_KEY, secretAccessKey: ACCESS_KEY };
    const service = openService(parseTopology(faulty.#topology({})), {
      credentials,
      data: SET_UP,
      control: SET_UP,
    });
    await createService(service);
    await service.close();
    return faulty;
  }

  async stop(): Promise<void> {
    await this.#cloud.stop();
  }

  /** A topology file of it; another service, or another table, is one that was never set up. */
  file(changed: { readonly service?: string; readonly table?: string } = {}): string {
    const { service = 'shop', table = 'orders' } = changed;
    const file = join(this.#cloud.directory, `${service}-${table}.yaml`);
    writeFileSync(file, this.#topology(changed));
    return file;
  }

  /** The topology of the service that is set up. */
  get topology(): Topology {
    return parseTopology(this.#topology({}));
  }

  /** Switches a fault on; gives the way to switch it off. */
  async begin(fault: Fault, way: Way = 'refuses'): Promise<() => Promise<void>> {
    const dead = DEAD[fault];
    if (dead !== undefined) return this.#add(dead, WAYS[way]);
    const broken = BROKEN[fault];
    if (broken !== undefined) return this.#add(broken.regions, broken.fault);
    if (fault === 'no route') return this.#takeRoute();
    return this.#switchStreamOff();
  }

  async #add(regions: readonly string[], fault: ListenerFault | RequestFault) {
    const added = regions.map((region) => this.#cloud.region(region).faults.add(fault));
    await Promise.all(added.map(({ inEffect }) => inEffect));
    return async () => {
      await Promise.all(added.map((each) => each.lift()));
    };
  }

  async #takeRoute() {
    const client = this.#cloud.witness.client();
    const { Item } = await client.send(new GetItemCommand(ROUTE));
    await client.send(new DeleteItemCommand(ROUTE));
    return async () => {
      await client.send(new PutItemCommand({ TableName: ROUTE.TableName, Item }));
    };
  }

  async #switchStreamOff() {
    const client = this.#cloud.region(WRITER).client();
    const set = (StreamSpecification: { StreamEnabled: boolean; StreamViewType?: 'NEW_AND_OLD_IMAGES' }) =>
      client.send(new UpdateTableCommand({ TableName: 'orders', StreamSpecification }));
    await set({ StreamEnabled: false });
    return async () => {
      await set({ StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' });
    };
  }

  #topology({ service = 'shop', table = 'orders' }): string {
    const at = (name: string) => ({ name, endpoint: this.#cloud.region(name).endpoint });
    return JSON.stringify({
      service,
      regions: { data: [at(WRITER), at(STANDBY)], witness: { endpoints: [at(WITNESS)] } },
      tables: [{ name: table }],
      limits: LIMITS,
    });
  }
}

const DEAD: Partial<Record<Fault, readonly string[]>> = {
  'writer dead': [WRITER],
  'standby dead': [STANDBY],
  'witness dead': [WITNESS],
  'all dead': [WRITER, STANDBY, WITNESS],
};

const WAYS: Readonly<Record<Way, ListenerFault>> = {
  refuses: { kind: 'refuse', existing: 'reset' },
  'is silent': { kind: 'unreachable' },
};

const BROKEN: Partial<Record<Fault, { readonly regions: readonly string[]; readonly fault: RequestFault }>> =
  {
    throttled: { regions: [WRITER, STANDBY], fault: { kind: 'throttle' } },
    'refused credentials': {
      regions: [WRITER, STANDBY, WITNESS],
      fault: {
        kind: 'error',
        code: 'UnrecognizedClientException',
        message: 'The security token included in the request is invalid.',
        status: 400,
      },
    },
  };
