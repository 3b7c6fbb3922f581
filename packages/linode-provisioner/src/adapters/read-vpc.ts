import type { LinodeVpc } from '../types.ts';
import { numberOf, textOf, listOf } from './text-of.ts';

export function readVpc(body: unknown): LinodeVpc {
  return {
    id: numberOf(body, 'id'),
    label: textOf(body, 'label'),
    region: textOf(body, 'region'),
    subnets: listOf(body, 'subnets').map((each) => ({
      id: numberOf(each, 'id'),
      label: textOf(each, 'label'),
    })),
  };
}
