import { classifyError } from './classify-error.ts';
import type { OutgoingWrite } from './prepared-write.ts';
import { repeatableOf, type Repeatable } from './repeatable.ts';
import type { WireRequest } from './types.ts';
import type { WriteRefusal } from './write-refusal.ts';

/** A write that is sent as the caller made it. */
export function prepareUnstampedWrite(request: WireRequest): OutgoingWrite {
  return new UnstampedWrite(request);
}

class UnstampedWrite implements OutgoingWrite {
  readonly step = 'send';
  readonly isOwn = true;
  readonly isStamped = false;
  readonly request: WireRequest;

  constructor(request: WireRequest) {
    this.request = request;
  }

  repeatable(): Repeatable {
    return repeatableOf(this.request);
  }

  answerOf(output: object): object {
    return output;
  }

  readRefusal(error: Error): WriteRefusal {
    return readUnstampedRefusal(error);
  }
}

/** What a refusal means where neither fence nor tombstones were added. */
export function readUnstampedRefusal(error: Error): WriteRefusal {
  const { class: kind } = classifyError(error);
  const isTransient = kind === 'capacity' || kind === 'contention';
  return isTransient ? { verdict: 'transient', class: kind, error } : { verdict: 'callers-error', error };
}
