import type { AcceptedLoss, Intent, IntentAction, IntentState } from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { namesOf } from './names-of.ts';
import { presentMembers } from './present-members.ts';

type ActionOf<Kind extends IntentAction['kind']> = Extract<IntentAction, { readonly kind: Kind }>;

const KINDS = namesOf<IntentAction['kind']>({ switchover: true, failover: true, abort: true });
const STATES = namesOf<IntentState>({
  proposed: true,
  open: true,
  taken: true,
  done: true,
  unverified: true,
  refused: true,
  aborted: true,
  failed: true,
  rejected: true,
  expired: true,
});

/** @throws as the reader does */
export function decodeIntent(read: ItemReader): Intent {
  return presentMembers<Intent>({
    id: read.text('id'),
    action: decodeAction(read.map('action')),
    by: read.text('by'),
    reason: read.text('reason'),
    atMs: read.amount('atMs'),
    untilMs: read.amount('untilMs'),
    routeRevision: read.optional('routeRevision', (name) => read.number(name)),
    requestKey: read.optional('requestKey', (name) => read.text(name)),
    state: read.oneOf('state', STATES),
    revision: read.number('revision'),
    answer: read.optional('answer', (name) => decodeAnswer(read.map(name))),
    outcome: read.optional('outcome', (name) => decodeOutcome(read.map(name))),
  });
}

function decodeAction(read: ItemReader): IntentAction {
  const text = (name: string) => read.text(name);
  const kind = read.oneOf('kind', KINDS);
  switch (kind) {
    case 'switchover':
      return presentMembers<ActionOf<'switchover'>>({
        kind,
        to: read.text('to'),
        acceptParked: read.optional('acceptParked', (name) => read.flag(name)),
      });
    case 'failover':
      return presentMembers<ActionOf<'failover'>>({
        kind,
        to: read.text('to'),
        override: read.optional('override', text),
        acceptedLoss: read.optional('acceptedLoss', (name) => decodeAcceptedLoss(read.map(name))),
      });
    case 'abort':
      return presentMembers<ActionOf<'abort'>>({ kind, moveId: read.optional('moveId', text) });
  }
}

function decodeAcceptedLoss(read: ItemReader): AcceptedLoss {
  return presentMembers<AcceptedLoss>({
    mostMs: read.optional('mostMs', (name) => read.amount(name)),
    unknown: read.texts('unknown'),
  });
}

function decodeAnswer(read: ItemReader): NonNullable<Intent['answer']> {
  return presentMembers<NonNullable<Intent['answer']>>({
    by: read.text('by'),
    comment: read.text('comment'),
    atMs: read.amount('atMs'),
  });
}

function decodeOutcome(read: ItemReader): NonNullable<Intent['outcome']> {
  return presentMembers<NonNullable<Intent['outcome']>>({
    what: read.text('what'),
    code: read.optional('code', (name) => read.text(name)),
    atMs: read.amount('atMs'),
  });
}
