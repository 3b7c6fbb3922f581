import type { DeleteItemCommandInput, DeleteItemCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { prepareDelete } from './prepared-write.ts';
import { LEGACY_CONDITIONS, refuseUnsupported } from './refuse-unsupported.ts';
import { writeAnswer } from './write-answer.ts';
import { carryOut } from './carry-out.ts';

export function deleteItem(
  state: DatabaseState,
  input: DeleteItemCommandInput,
): Answer<DeleteItemCommandOutput> {
  refuseUnsupported('DeleteItem', input, LEGACY_CONDITIONS);
  const write = prepareDelete(state, input);
  return writeAnswer(input, write, carryOut(state, write));
}
