import type { LinodeInstance } from '../types.ts';
import { property } from './judge-failure.ts';
import { numberOf, textOf, textsOf, timeOf } from './text-of.ts';

/** Linode's answers as this package has them. Only what is used is looked at, and a field that lacks has no meaning. */

export function readInstance(body: unknown): LinodeInstance {
  const image = property(body, 'image');
  return {
    id: numberOf(body, 'id'),
    label: textOf(body, 'label'),
    region: textOf(body, 'region'),
    type: textOf(body, 'type'),
    image: typeof image === 'string' ? image : undefined,
    status: textOf(body, 'status'),
    tags: textsOf(body, 'tags'),
    addresses: textsOf(body, 'ipv4'),
    createdMs: timeOf(body, 'created'),
  };
}
