import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  type CancellationReason,
} from '@aws-sdk/client-dynamodb';
import type { OldItem } from './types.ts';

/** The reason of one part of a cancelled transaction; `undefined` where that part was not at fault. */
export function reasonOf(error: Error, at: number): CancellationReason | undefined {
  const { CancellationReasons: reasons } = error as { CancellationReasons?: readonly CancellationReason[] };
  const reason = reasons?.[at];
  return reason?.Code === undefined || reason.Code === 'None' ? undefined : reason;
}

/** The errors of a single write, by the codes that a transaction gives for the same. */
const SINGLE_NAMES: Readonly<Record<string, string>> = {
  ItemCollectionSizeLimitExceeded: 'ItemCollectionSizeLimitExceededException',
  ProvisionedThroughputExceeded: 'ProvisionedThroughputExceededException',
  RequestLimitExceeded: 'RequestLimitExceeded',
  ThrottlingError: 'ThrottlingException',
  TransactionConflict: 'TransactionConflictException',
  ValidationError: 'ValidationException',
};

/**
 * The error that a single write would have thrown, where it was sent as a transaction. `item` is the old item without
 * its stamp, where the caller asked for it.
 */
export function asSingleError(error: Error, reason: CancellationReason, item?: OldItem): Error {
  const { $metadata = {} } = error as { $metadata?: ConditionalCheckFailedException['$metadata'] };
  const { Code: code = '', Message: message } = reason;
  if (code === 'ConditionalCheckFailed') {
    return new ConditionalCheckFailedException({
      message: 'The conditional request failed',
      $metadata,
      ...(item === undefined ? {} : { Item: item }),
    });
  }
  const name = SINGLE_NAMES[code];
  if (name === undefined) return error;
  return new DynamoDBServiceException({
    name,
    message: message ?? error.message,
    $fault: 'client',
    $metadata,
  });
}
