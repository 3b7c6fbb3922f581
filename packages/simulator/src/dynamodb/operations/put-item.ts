import type { PutItemCommandInput, PutItemCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { preparePut } from './prepared-write.ts';
import { LEGACY_CONDITIONS, refuseUnsupported } from './refuse-unsupported.ts';
import { writeAnswer } from './write-answer.ts';
import { carryOut } from './carry-out.ts';

export function putItem(state: DatabaseState, input: PutItemCommandInput): Answer<PutItemCommandOutput> {
  refuseUnsupported('PutItem', input, LEGACY_CONDITIONS);
  const write = preparePut(state, input);
  return writeAnswer(input, write, carryOut(state, write));
}
