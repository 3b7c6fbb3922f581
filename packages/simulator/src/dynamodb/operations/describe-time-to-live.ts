import type {
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
} from '@aws-sdk/client-dynamodb';
import type { Answer } from '../answer.ts';
import type { DatabaseState } from '../database-state.ts';

export function describeTimeToLive(
  state: DatabaseState,
  input: DescribeTimeToLiveCommandInput,
): Answer<DescribeTimeToLiveCommandOutput> {
  const { expiryAttribute } = state.table(input.TableName);
  return {
    TimeToLiveDescription:
      expiryAttribute === undefined
        ? { TimeToLiveStatus: 'DISABLED' }
        : { TimeToLiveStatus: 'ENABLED', AttributeName: expiryAttribute },
  };
}
