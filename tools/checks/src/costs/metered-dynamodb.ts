import type { ConsumedCapacity, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { StreamsClient } from '@understudy/replicator';
import { InMemoryDynamoDB, type DatabaseOptions, type OperationName } from '@understudy/simulator';

/** Capacity units, or request units on demand. */
export interface MeteredUnits {
  reads: number;
  writes: number;
}

interface SentCommand {
  readonly constructor: { readonly name: string };
  readonly input: object;
}

const READS = /^(?:Get|BatchGet|TransactGet|Query|Scan)/;

/** A simulated region that counts what DynamoDB bills: capacity units by table, and reads of streams. */
export class MeteredDynamoDB {
  readonly #database: InMemoryDynamoDB;
  readonly #units = new Map<string, MeteredUnits>();
  /** GetRecords calls, each of which is billed. */
  streamReads = 0;
  /** Bytes of the records in their answers, as JSON: they leave the region where the worker is elsewhere. */
  streamBytes = 0;
  /** Stream records by table, as the application's own consumers see them. */
  readonly records = new Map<string, string[]>();

  constructor(options: DatabaseOptions) {
    this.#database = new InMemoryDynamoDB({
      ...options,
      onWrite: ({ table, record, before, after }) => {
        if (record === undefined) return;
        const event = before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY';
        this.records.set(table, [...(this.records.get(table) ?? []), event]);
      },
    });
  }

  /** This region as code that takes a client of either service sees it. */
  get client(): Pick<DynamoDBClient, 'send'> & StreamsClient {
    const send = async ({ constructor, input }: SentCommand) =>
      this.perform(constructor.name.replace(/Command$/, '') as OperationName, input);
    return { send } as never;
  }

  /** @throws as the simulator's `perform` */
  perform(name: OperationName, input: object): object {
    const answer = this.#database.perform(name, {
      ...input,
      ReturnConsumedCapacity: 'TOTAL',
    } as never) as object;
    const { ConsumedCapacity: consumed = [], Records = [] } = answer as {
      readonly ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[];
      readonly Records?: readonly unknown[];
    };
    if (name === 'GetRecords') this.streamReads += 1;
    if (Records.length > 0) this.streamBytes += JSON.stringify(Records).length;
    for (const capacity of [consumed].flat()) this.#count(name, capacity);
    return answer;
  }

  /** Of one table since `forget`. */
  unitsOf(table: string): MeteredUnits {
    return this.#units.get(table) ?? { reads: 0, writes: 0 };
  }

  /** Of all tables but one since `forget`. */
  unitsBut(table: string): MeteredUnits {
    const others = [...this.#units].filter(([name]) => name !== table).map(([, units]) => units);
    return {
      reads: others.reduce((sum, { reads }) => sum + reads, 0),
      writes: others.reduce((sum, { writes }) => sum + writes, 0),
    };
  }

  /** Begins to count from zero. */
  forget(): void {
    this.#units.clear();
    this.records.clear();
    this.streamReads = 0;
    this.streamBytes = 0;
  }

  #count(name: OperationName, { TableName = '', CapacityUnits = 0 }: ConsumedCapacity): void {
    const units = this.#units.get(TableName) ?? { reads: 0, writes: 0 };
    this.#units.set(TableName, units);
    if (READS.test(name)) units.reads += CapacityUnits;
    else units.writes += CapacityUnits;
  }
}
