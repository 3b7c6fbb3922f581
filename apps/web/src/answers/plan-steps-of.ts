import type { MovePreviewState } from '@understudy/api-contract';
import { durationWords } from '../words/duration-words.ts';

/** One step of a move that has not begun: what it does, how long it may take, what happens without it, and how it is undone. */
export interface PlanStep {
  readonly title: string;
  readonly atMost: string;
  readonly otherwise: string;
  readonly undo: string;
  readonly isGate: boolean;
}

/** The steps of the protocol (docs/protocol.md), as a person reads them before a move. */
export function planStepsOf({ kind, from, to, waitMs }: MovePreviewState): readonly PlanStep[] {
  const isFailover = kind === 'failover';
  const step = (title: string, atMost: string, otherwise: string, undo = 'abort'): PlanStep => ({
    title,
    atMost,
    otherwise,
    undo,
    isGate: false,
  });
  return [
    step('Claim the route', 'seconds', 'another move was first: nothing changes'),
    step(
      isFailover ? 'Fence the regions that answer' : 'Fence both regions',
      durationWords(5000),
      isFailover ? `aborts without ${to}` : 'aborts',
    ),
    step('Wait for the leases', durationWords(waitMs), 'they always end'),
    isFailover
      ? step('Drain what can still be read', durationWords(5000), 'goes on, and names what is missing')
      : step('Drain the links', 'the limit of a drain', 'aborts; nothing is lost'),
    { ...step(`Promote ${to}`, 'seconds', 'asked again', 'none; move back later'), isGate: true },
    step('Verify', 'the limit of a verification', 'ends as “not verified”', `move back to ${from}`),
  ];
}
