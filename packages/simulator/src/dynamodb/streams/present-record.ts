import type {
  _Record as StreamsRecord,
  AttributeValue,
  StreamViewType,
} from '@aws-sdk/client-dynamodb-streams';
import { placeOf } from '../tables/place-of.ts';
import { presentAttributes } from '../values/present-attributes.ts';
import type { Attributes } from '../values/value.ts';
import { sequenceText } from './sequence-text.ts';
import type { Change } from './shard.ts';

/** Both clients name the same shape. */
const present = (attributes: Attributes): Record<string, AttributeValue> => presentAttributes(attributes);

/** Who DynamoDB says removed an item whose time was over. */
const SERVICE = { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } as const;

/** A change as GetRecords hands it out; its time is cut to the second, as DynamoDB does. */
export function presentRecord(change: Change, region: string, viewType: StreamViewType): StreamsRecord {
  const { sequence, event, keys, oldImage, newImage, sizeBytes, createdMs, byService } = change;
  const number = sequenceText(sequence);
  return {
    eventID: placeOf(`${region}|${number}`).toString(16).padStart(8, '0') + number,
    eventName: event,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: new Date(Math.floor(createdMs / 1000) * 1000),
      Keys: present(keys),
      ...(newImage === undefined ? {} : { NewImage: present(newImage) }),
      ...(oldImage === undefined ? {} : { OldImage: present(oldImage) }),
      SequenceNumber: number,
      SizeBytes: sizeBytes,
      StreamViewType: viewType,
    },
    ...(byService ? { userIdentity: { ...SERVICE } } : {}),
  };
}
