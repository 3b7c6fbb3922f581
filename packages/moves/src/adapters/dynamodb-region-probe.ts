import { UpdateItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { FENCE_TABLE } from '@understudy/links';
import type { RegionProbe } from '../types.ts';

export interface DynamoDBRegionProbeOptions {
  /** The service's name, as in its topology. */
  readonly service: string;
  /** A region's client; its attempts and time limits decide how long one probe takes. */
  readonly clientOf: (region: string) => Pick<DynamoDBClient, 'send'>;
}

/**
 * Shows by a write whether a region takes writes. The item lies in the table of fences under the key `SERVICE#probe`,
 * which no other part of Understudy reads, and counts the probes of its region.
 */
export class DynamoDBRegionProbe implements RegionProbe {
  readonly #options: DynamoDBRegionProbeOptions;

  constructor(options: DynamoDBRegionProbeOptions) {
    this.#options = options;
  }

  /** @throws the SDK's error, where the region does not take the write */
  async takesWrites(region: string, signal?: AbortSignal): Promise<boolean> {
    const { service, clientOf } = this.#options;
    const command = new UpdateItemCommand({
      TableName: FENCE_TABLE,
      Key: { service: { S: `${service}#probe` } },
      UpdateExpression: 'ADD #looks :one',
      ExpressionAttributeNames: { '#looks': 'looks' },
      ExpressionAttributeValues: { ':one': { N: '1' } },
    });
    await clientOf(region).send(command, signal === undefined ? {} : { abortSignal: signal });
    return true;
  }
}
