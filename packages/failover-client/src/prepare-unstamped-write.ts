import { classifyError } from './classify-error.ts';
import type { SentWrite } from './prepared-write.ts';
import { repeatableOf } from './repeatable.ts';
import type { WireRequest } from './types.ts';

/** A write as it came. */
export function prepareUnstampedWrite(request: WireRequest): SentWrite {
  return {
    step: 'send',
    request,
    own: true,
    repeatable: () => repeatableOf(request),
    toAnswer: (output) => output,
    readRefusal: (error) => {
      const { class: kind } = classifyError(error);
      const passes = kind === 'capacity' || kind === 'contention';
      return passes ? { verdict: 'retry', class: kind, error } : { verdict: 'caller', error };
    },
  };
}
