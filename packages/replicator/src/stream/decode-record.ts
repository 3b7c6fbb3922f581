import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { Item } from '@understudy/versions';
import { ReplicatorError } from '../errors.ts';
import type { StreamRecord } from '../types.ts';

/** The principal of DynamoDB's removals by time to live. */
const TIME_TO_LIVE = 'dynamodb.amazonaws.com';

/** A record with at least its sequence number and its key. */
export type Named = Pick<StreamRecord, 'sequence' | 'keys'>;

/** The record's sequence number and key; `undefined` where one is missing. */
export function nameRecord({ dynamodb }: _Record): Named | undefined {
  const { SequenceNumber: sequence, Keys: keys } = dynamodb ?? {};
  return sequence === undefined || keys === undefined ? undefined : { sequence, keys: keys };
}

/**
 * A record of GetRecords as the link needs it. Images stay as they came: nothing is converted, so numbers
 * of 38 digits, binary, sets and empty strings stay what they are.
 * @throws ReplicatorError `UND_REPLICATOR_RECORD_INVALID`
 */
export function decodeRecord(
  { eventName, dynamodb, userIdentity }: _Record,
  { sequence, keys }: Named,
): StreamRecord {
  const newImage = dynamodb?.NewImage as Item | undefined;
  const oldImage = dynamodb?.OldImage as Item | undefined;
  if (eventName !== 'INSERT' && eventName !== 'MODIFY' && eventName !== 'REMOVE')
    throw invalid(`the event name "${String(eventName)}"`, sequence);
  if (eventName !== 'REMOVE' && newImage === undefined) throw invalid('no new image', sequence);
  return {
    sequence,
    event: eventName,
    keys,
    newImage,
    oldImage,
    byTimeToLive: userIdentity?.Type === 'Service' && userIdentity.PrincipalId === TIME_TO_LIVE,
    sizeBytes: dynamodb?.SizeBytes ?? 0,
  };
}

function invalid(what: string, sequence: string): ReplicatorError {
  return new ReplicatorError('UND_REPLICATOR_RECORD_INVALID', {
    what: `Record ${sequence} has ${what}.`,
    details: { sequence },
  });
}
