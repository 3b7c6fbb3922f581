import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type TransactWriteItem,
} from '@aws-sdk/client-dynamodb';
import {
  isConditionFailure,
  linkId,
  LINKS_TABLE,
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
      new GetItemCommand({ TableName: LINKS_TABLE, Key: keyOf(link, JOB), ConsistentRead: true }),
    );
    if (item === undefined) return undefined;
    const noted = await this.#query(link, `${JOB}#${item.id?.S ?? ''}#noted#`);
    return decodeJob(item, noted.map(decodePosition));
  }

  async create(link: LinkName, job: Job, instead: Job | undefined): Promise<boolean> {
    for (const position of job.noted)
      await this.#put(link, notedPart(job, position), encodePosition(position));
    try {
      await this.#client.send(
        new PutItemCommand({
          TableName: LINKS_TABLE,
          Item: { ...keyOf(link, JOB), ...encodeJob(job) },
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
    return (await this.#query(link, `${JOB}#${id}#segment#`)).map(decodeSegment);
  }

  async saveSegments(link: LinkName, job: Job, segments: readonly SegmentProgress[]): Promise<boolean> {
    for (let from = 0; from < segments.length; from += MOST_WRITES) {
      const writes = segments.slice(from, from + MOST_WRITES).map((segment): TransactWriteItem => ({
        Put: {
          TableName: LINKS_TABLE,
          Item: { ...keyOf(link, segmentPart(job, segment)), ...encodeSegment(segment) },
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
    for (const item of await this.#query(link, `${JOB}#${id}#`)) {
      await this.#client.send(
        new DeleteItemCommand({ TableName: LINKS_TABLE, Key: keyOf(link, item.part?.S ?? '') }),
      );
    }
  }

  async #put(link: LinkName, part: string, attributes: Item): Promise<void> {
    const item = { ...keyOf(link, part), ...attributes };
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
          Key: keyOf(link, JOB),
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

  async #query(link: LinkName, prefix: string): Promise<readonly Item[]> {
    const found: Item[] = [];
    let start: Item | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#client.send(
        new QueryCommand({
          TableName: LINKS_TABLE,
          KeyConditionExpression: '#link = :link AND begins_with(#part, :prefix)',
          ExpressionAttributeNames: { '#link': 'link', '#part': 'part' },
          ExpressionAttributeValues: { ':link': { S: linkId(link) }, ':prefix': { S: prefix } },
          ConsistentRead: true,
          ...(start === undefined ? {} : { ExclusiveStartKey: start }),
        }),
      );
      found.push(...Items);
      start = LastEvaluatedKey;
    } while (start !== undefined);
    return found;
  }
}

/** Condition: no other process has taken the job over. */
function worksOn(link: LinkName, { run }: Job) {
  return {
    TableName: LINKS_TABLE,
    Key: keyOf(link, JOB),
    ConditionExpression: '#run = :run',
    ExpressionAttributeNames: { '#run': 'run' },
    ExpressionAttributeValues: { ':run': { S: run } },
  };
}

function keyOf(link: LinkName, part: string): { link: { S: string }; part: { S: string } } {
  return { link: { S: linkId(link) }, part: { S: part } };
}

function segmentPart({ id }: Job, { segment }: SegmentProgress): string {
  return `${JOB}#${id}#segment#${String(segment).padStart(4, '0')}`;
}

function notedPart({ id }: Job, { shard }: NotedPosition): string {
  return `${JOB}#${id}#noted#${shard}`;
}
