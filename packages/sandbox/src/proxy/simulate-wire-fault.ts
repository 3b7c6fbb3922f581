import type { Randomness } from '@understudy/core';
import { composeAnswer } from './compose-answer.ts';
import type { WholeMessage } from './message.ts';
import type { FaultEffect, Ending, Moment, WireFault } from './types.ts';

const GARBAGE = Buffer.from([0x3c, 0x7b, 0xff, 0xfe, 0x00, 0x22, 0x7d, 0x7d, 0xc3, 0x28, 0x0a]);

/** What a fault of the wire does to one exchange. */
export function simulateWireFault(fault: WireFault, randomness: Randomness): FaultEffect {
  switch (fault.kind) {
    case 'latency': {
      const ms = fault.ms + (fault.jitterMs ?? 0) * randomness.fraction();
      return fault.leg === 'answer' ? { answerMs: ms } : { requestMs: ms };
    }
    case 'reset':
      return endsWith({ kind: 'reset' }, fault.when);
    case 'blackhole':
      return endsWith({ kind: 'silence' }, fault.when ?? 'before');
    case 'truncate':
      return { end: (_request, answer) => cutInHalf(answer, 'end') };
    case 'stall':
      return { end: (_request, answer) => cutInHalf(answer, 'silence') };
    case 'garbage':
      return endsWith(
        {
          kind: 'answer',
          bytes: composeAnswer({ status: 200, contentType: 'application/x-amz-json-1.0', body: GARBAGE }),
        },
        'after',
      );
  }
}

/** An ending that does not depend on the exchange, with or without the request having been carried out. */
export function endsWith(ending: Ending, when: Moment): FaultEffect {
  return when === 'before' ? { forward: () => undefined, end: () => ending } : { end: () => ending };
}

function cutInHalf(answer: WholeMessage | undefined, then: 'end' | 'silence'): Ending {
  if (answer === undefined) return { kind: 'reset' };
  const kept = answer.bytes.length - Math.ceil(answer.body.length / 2);
  return { kind: 'cut', bytes: answer.bytes.subarray(0, kept), then };
}
