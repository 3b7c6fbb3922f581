import { InMemoryDynamoDB, type ObservedWrite, type OperationName } from '@understudy/simulator';
import type { AppTable, Place } from '../types.ts';
import type { Backend } from './network.ts';
import { EPOCH_MS } from '../limits.ts';
import { FENCE_TABLE, ROUTE_TABLE, REPLICATION_TABLES } from '@understudy/links';
import type { Scheduler } from './scheduler.ts';

export interface RegionSettings {
  readonly place: Place;
  readonly scheduler: Scheduler;
  readonly iteratorLifetimeMs: number;
  readonly tables: readonly AppTable[];
  readonly shards: number;
  readonly onWrite: (write: ObservedWrite) => void;
}

/** A region with its disk, or the witness. */
export class Region implements Backend {
  isUp = true;
  readonly #settings: RegionSettings;
  #database: InMemoryDynamoDB;

  constructor(settings: RegionSettings) {
    this.#settings = settings;
    this.#database = this.#make();
  }

  get database(): InMemoryDynamoDB {
    return this.#database;
  }

  perform(operation: string, input: object): object {
    return this.#database.perform(operation as OperationName, input);
  }

  /** Another region in its place, with the same tables and nothing in them. */
  loseDisk(): void {
    this.#database = this.#make();
  }

  #make(): InMemoryDynamoDB {
    const { place, scheduler, iteratorLifetimeMs, shards, onWrite } = this.#settings;
    const database = new InMemoryDynamoDB({
      region: place,
      wallMs: () => EPOCH_MS + Math.floor(scheduler.nowMs),
      iteratorLifetimeMs,
      shardsPerStream: shards,
      onWrite,
    });
    const keyed = (TableName: string) => ({
      TableName,
      BillingMode: 'PAY_PER_REQUEST' as const,
      KeySchema: [{ AttributeName: 'service', KeyType: 'HASH' as const }],
      AttributeDefinitions: [{ AttributeName: 'service', AttributeType: 'S' as const }],
    });
    if (place === 'eu-west-1') {
      database.perform('CreateTable', keyed(ROUTE_TABLE));
      return database;
    }
    database.perform('CreateTable', keyed(FENCE_TABLE));
    for (const table of REPLICATION_TABLES) database.perform('CreateTable', table);
    for (const TableName of this.#settings.tables)
      database.perform('CreateTable', {
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      });
    return database;
  }
}
