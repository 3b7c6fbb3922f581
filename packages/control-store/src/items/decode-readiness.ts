import type { ReadinessItem, ReadinessReport, ReadinessTopic, ReadinessVerdict } from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { namesOf } from './names-of.ts';
import { presentMembers } from './present-members.ts';

const VERDICTS = namesOf<ReadinessVerdict>({ passed: true, 'action-required': true, unknown: true });

/** Topics that a later version adds are shown by their name. @throws as the reader does */
export function decodeReadiness(read: ItemReader): ReadinessReport {
  return presentMembers<ReadinessReport>({
    by: read.text('by'),
    atMs: read.amount('atMs'),
    verdict: read.oneOf('verdict', VERDICTS),
    items: read.maps('items').map(decodeItem),
  });
}

function decodeItem(read: ItemReader): ReadinessItem {
  return presentMembers<ReadinessItem>({
    name: read.text('name') as ReadinessTopic,
    verdict: read.oneOf('verdict', VERDICTS),
    cause: read.text('cause'),
    remedy: read.optional('remedy', (name) => read.text(name)),
  });
}
