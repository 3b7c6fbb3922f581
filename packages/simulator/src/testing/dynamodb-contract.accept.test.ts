import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { withLocalRegion } from '@understudy/sandbox';
import { localSubject } from '../test-support/local-subject.ts';
import { dynamoDBContract } from './dynamodb-contract.ts';

const CASE_LIMIT_MS = 60_000;

describe('the contract, kept by DynamoDB Local', () => {
  const region = withLocalRegion({ beforeAll, afterAll });
  let subject: ReturnType<typeof localSubject> | undefined;
  const opened = () => (subject ??= localSubject(region()));
  afterAll(() => subject?.close());
  for (const { name, run } of dynamoDBContract(opened)) it(name, run, CASE_LIMIT_MS);
});
