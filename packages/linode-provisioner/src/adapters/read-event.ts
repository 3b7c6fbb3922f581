import type { LinodeEvent } from '../types.ts';
import { property } from './judge-failure.ts';
import { numberOf, textOf, timeOf } from './text-of.ts';

export function readEvent(body: unknown): LinodeEvent {
  const [percent, message] = [property(body, 'percent_complete'), property(body, 'message')];
  return {
    id: numberOf(body, 'id'),
    action: textOf(body, 'action'),
    status: textOf(body, 'status') as LinodeEvent['status'],
    percentComplete: typeof percent === 'number' ? percent : undefined,
    message: typeof message === 'string' ? message : undefined,
    createdMs: timeOf(body, 'created'),
  };
}
