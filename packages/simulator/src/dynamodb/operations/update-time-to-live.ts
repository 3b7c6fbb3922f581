import type { UpdateTimeToLiveCommandInput, UpdateTimeToLiveCommandOutput } from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';
import { validationException } from '../validation-exception.ts';

export function updateTimeToLive(
  state: DatabaseState,
  input: UpdateTimeToLiveCommandInput,
): Answer<UpdateTimeToLiveCommandOutput> {
  const table = state.table(input.TableName);
  const { AttributeName: name, Enabled: enabled } = input.TimeToLiveSpecification ?? {};
  if (name === undefined || name === '' || enabled === undefined) {
    throw validationException(
      'TimeToLiveSpecification must have an AttributeName and say whether it is enabled',
    );
  }
  const { expiryAttribute: active } = table;
  if (active !== undefined && active !== name) {
    throw validationException('TimeToLive is active on a different AttributeName');
  }
  if (enabled === (active !== undefined)) {
    throw validationException(`TimeToLive is already ${enabled ? 'enabled' : 'disabled'}`);
  }
  table.expiryAttribute = enabled ? name : undefined;
  return { TimeToLiveSpecification: { AttributeName: name, Enabled: enabled } };
}
