import { describe, it } from '@jest/globals';
import { engineSubject } from '../test-support/engine-subject.ts';
import { dynamoDBContract } from '../testing/dynamodb-contract.ts';

const CASE_LIMIT_MS = 60_000;

describe('the contract, kept by the engine', () => {
  const subject = engineSubject();
  for (const { name, run } of dynamoDBContract(() => subject)) it(name, run, CASE_LIMIT_MS);
});
