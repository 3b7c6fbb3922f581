import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import {
  isConditionFailure,
  LINKS_TABLE,
  partKey,
  readParts,
  refusedConditions,
  type LinkName,
  type RegionClient,
} from '@understudy/replicator';
import type { Item } from '@understudy/versions';
import type { JobStore } from '../job-store.ts';
import type { Job, JobPhase, NotedPosition, SegmentProgress } from '../types.ts';
import {
  decodeJob,
  decodePosition,
  decodeSegment,
  encodeJob,
  encodePosition,
  encodeSegment,
} from './encode-job.ts';

const JOB = 'backfill';

/** Less the condition's, of the 100 that a transaction may have. */
const MOST_WRITES = 99;

/**
 * Backfills' records in the table `understudy-links` of the target region: the job under `backfill`, what belongs to
 * it under `backfill#<job>#…`.
 */
export class DynamoJobStore implements JobStore {
  readonly #client: RegionClient;

  constructor(client: RegionClient) {
    this.#client = client;
  }

  async read(link: LinkName): Promise<Job | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({ TableName: LINKS_TABLE, Key: partKey(link, JOB), ConsistentRead: true }),
    );
    if (item === undefined) return undefined;
    const noted = await readParts(this.#client, link, `${JOB}#${item.id?.S ?? ''}#noted#`);
    return decodeJob(item, noted.map(decodePosition));
  }

  async create(link: LinkName, job: Job, instead: Job | undefined): Promise<boolean> {
    for (const position of job.noted)
      await this.#put(link, notedPart(job, position), encodePosition(position));
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: LINKS_TABLE,
          Item: { ...partKey(link, JOB), ...encodeJob(job) },
          ConditionExpression: instead === undefined ? 'attribute_not_exists(#run)' : '#run = :run',
          ExpressionAttributeNames: { '#run': 'run' },
          ...(instead === undefined ? {} : { ExpressionAttributeValues: { ':run': { S: instead.run } } }),
        }),
      );
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
    if (instead !== undefined) await this.forget(link, instead);
    return true;
  }

  async takeOver(link: LinkName, { id }: Job, run: string): Promise<boolean> {
    return this.#update(link, 'SET #run = :value', '#id = :seen', { name: '#run', value: run }, id);
  }

  async setPhase(link: LinkName, { run }: Job, phase: JobPhase): Promise<boolean> {
    return this.#update(link, 'SET #phase = :value', '#run = :seen', { name: '#phase', value: phase }, run);
  }

  async readSegments(link: LinkName, { id }: Job): Promise<readonly SegmentProgress[]> {
    return (await readParts(this.#client, link, `${JOB}#${id}#segment#`)).map(decodeSegment);
  }

  async saveSegments(link: LinkName, job: Job, segments: readonly SegmentProgress[]): Promise<boolean> {
    for (let from = 0; from < segments.length; from += MOST_WRITES) {
      const writes = segments.slice(from, from + MOST_WRITES).map((segment): TransactWriteItem => ({
        Put: {
          TableName: LINKS_TABLE,
          Item: { ...partKey(link, segmentPart(job, segment)), ...encodeSegment(segment) },
        },
      }));
      try {
        await this.#client.send(
          new TransactWriteItemsCommand({
            TransactItems: [{ ConditionCheck: worksOn(link, job) }, ...writes],
          }),
        );
      } catch (error) {
        if (refusedConditions(error) !== undefined) return false;
        throw error;
      }
    }
    return true;
  }

  async forget(link: LinkName, { id }: Job): Promise<void> {
    for (const item of await readParts(this.#client, link, `${JOB}#${id}#`)) {
      await this.#client.send(
        new DeleteItemCommand({ TableName: LINKS_TABLE, Key: partKey(link, item.part?.S ?? '') }),
      );
    }
  }

  async #put(link: LinkName, part: string, attributes: Item): Promise<void> {
    const item = { ...partKey(link, part), ...attributes };
    await this.#client.send(new PutItemCommand({ TableName: LINKS_TABLE, Item: item }));
  }

  async #update(
    link: LinkName,
    update: string,
    condition: string,
    { name, value }: { readonly name: '#run' | '#phase'; readonly value: string },
    seen: string,
  ): Promise<boolean> {
    const attributes = { '#run': 'run', '#phase': 'phase', '#id': 'id' } as const;
    const named = (Object.keys(attributes) as (keyof typeof attributes)[]).filter(
      (each) => each === name || condition.startsWith(each),
    );
    try {
      await this.#client.send(
        new UpdateItemCommand({
          TableName: LINKS_TABLE,
          Key: partKey(link, JOB),
          UpdateExpression: update,
          ConditionExpression: condition,
          ExpressionAttributeNames: Object.fromEntries(named.map((each) => [each, attributes[each]])),
          ExpressionAttributeValues: { ':value': { S: value }, ':seen': { S: seen } },
        }),
      );
      return true;
    } catch (error) {
      if (isConditionFailure(error)) return false;
      throw error;
    }
  }
}

/** Condition: no other process has taken the job over. */
function worksOn(link: LinkName, { run }: Job) {
  return {
    TableName: LINKS_TABLE,
    Key: partKey(link, JOB),
    ConditionExpression: '#run = :run',
    ExpressionAttributeNames: { '#run': 'run' },
    ExpressionAttributeValues: { ':run': { S: run } },
  };
}

function segmentPart({ id }: Job, { segment }: SegmentProgress): string {
  return `${JOB}#${id}#segment#${String(segment).padStart(4, '0')}`;
}

function notedPart({ id }: Job, { shard }: NotedPosition): string {
  return `${JOB}#${id}#noted#${shard}`;
}
