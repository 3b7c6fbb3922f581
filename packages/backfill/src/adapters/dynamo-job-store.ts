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
  partKey,
  readParts,
  refusedConditions,
  requestHold,
  type RegionClient,
} from '@understudy/replicator';
import type { Item } from '@understudy/versions';
import { LINKS_TABLE, type LinkName } from '@understudy/links';
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

  async readRun(link: LinkName): Promise<string | undefined> {
    const { Item: item } = await this.#client.send(
      new GetItemCommand({
        TableName: LINKS_TABLE,
        Key: partKey(link, JOB),
        ConsistentRead: true,
        ProjectionExpression: '#run',
        ExpressionAttributeNames: { '#run': 'run' },
      }),
    );
    return item?.run?.S;
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

  async takeOver(link: LinkName, job: Job, run: string): Promise<boolean> {
    return this.#set(link, job, 'run', run);
  }

  async requestHold(link: LinkName, job: Job): Promise<boolean> {
    const works = worksOn(link, job);
    const copying = {
      ...works,
      ConditionExpression: `${works.ConditionExpression} AND #phase = :phase`,
      ExpressionAttributeNames: { ...works.ExpressionAttributeNames, '#phase': 'phase' },
      ExpressionAttributeValues: {
        ...works.ExpressionAttributeValues,
        ':phase': { S: 'copying' satisfies JobPhase },
      },
    };
    try {
      await this.#client.send(
        new TransactWriteItemsCommand({
          TransactItems: [{ ConditionCheck: copying }, { Update: requestHold(link, job.id) }],
        }),
      );
      return true;
    } catch (error) {
      if (refusedConditions(error) !== undefined) return false;
      throw error;
    }
  }

  async setPhase(link: LinkName, job: Job, phase: JobPhase): Promise<boolean> {
    return this.#set(link, job, 'phase', phase);
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

  /** Condition: the job's run is the stored one. */
  async #set(link: LinkName, job: Job, attribute: 'run' | 'phase', value: string): Promise<boolean> {
    const works = worksOn(link, job);
    try {
      await this.#client.send(
        new UpdateItemCommand({
          ...works,
          UpdateExpression: 'SET #attribute = :value',
          ExpressionAttributeNames: { ...works.ExpressionAttributeNames, '#attribute': attribute },
          ExpressionAttributeValues: { ...works.ExpressionAttributeValues, ':value': { S: value } },
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
