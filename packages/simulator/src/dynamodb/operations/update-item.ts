import type { UpdateItemCommandInput, UpdateItemCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { prepareUpdate } from './prepared-write.ts';
import { LEGACY_CONDITIONS, refuseUnsupported } from './refuse-unsupported.ts';
import { writeAnswer } from './write-answer.ts';
import { carryOut } from './carry-out.ts';

export function updateItem(
  state: DatabaseState,
  input: UpdateItemCommandInput,
): Answer<UpdateItemCommandOutput> {
  refuseUnsupported('UpdateItem', input, [...LEGACY_CONDITIONS, 'AttributeUpdates']);
  const write = prepareUpdate(state, input);
  return writeAnswer(input, write, carryOut(state, write));
}
