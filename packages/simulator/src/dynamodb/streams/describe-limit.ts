import { DynamoDBStreamsServiceException } from '@aws-sdk/client-dynamodb-streams';
import { answerMetadata } from '../answer-metadata.ts';

const SECOND_MS = 1_000;

/** How many calls of DescribeStream a second are answered; the others are throttled. DynamoDB documents ten. */
export class DescribeLimit {
  readonly perSecond: number;
  /** When the calls of the last second were answered, on the wall clock. */
  #answeredMs: readonly number[] = [];

  constructor(perSecond = Infinity) {
    this.perSecond = perSecond;
  }

  /** @throws DynamoDBStreamsServiceException `ThrottlingException` where the last second has had its calls */
  take(nowMs: number): void {
    if (this.perSecond === Infinity) return;
    const recent = this.#answeredMs.filter((ms) => ms > nowMs - SECOND_MS && ms <= nowMs);
    if (recent.length >= this.perSecond) {
      throw new DynamoDBStreamsServiceException({
        name: 'ThrottlingException',
        $fault: 'client',
        message: 'Rate exceeded',
        $metadata: answerMetadata(400),
      });
    }
    this.#answeredMs = [...recent, nowMs];
  }

  clone(): DescribeLimit {
    const copy = new DescribeLimit(this.perSecond);
    copy.#answeredMs = this.#answeredMs;
    return copy;
  }
}
