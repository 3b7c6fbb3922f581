import type { LinodeLabelled } from '../types.ts';
import { property } from './judge-failure.ts';
import { numberOf, textOf } from './text-of.ts';

export function readLabelled(body: unknown): LinodeLabelled {
  const region = property(body, 'region');
  return {
    id: numberOf(body, 'id'),
    label: textOf(body, 'label'),
    ...(typeof region === 'string' ? { region } : {}),
  };
}
