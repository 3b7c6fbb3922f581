import type { MoveStep, MoveSteps, StepState, MoveVerification, StepTime } from '@understudy/findings';
import type { ItemReader } from '@understudy/route';
import { namesOf } from './names-of.ts';
import { presentMembers } from './present-members.ts';

const TIMES = namesOf<StepTime>({
  'before-claim': true,
  'after-promotion': true,
  'after-verification': true,
});
const STATES = namesOf<StepState>({ waiting: true, running: true, done: true, failed: true, skipped: true });

/** @throws as the reader does */
export function decodeSteps(read: ItemReader): MoveSteps {
  return presentMembers<MoveSteps>({
    of: read.oneOf('of', ['claim', 'promotion']),
    id: read.text('id'),
    kind: read.oneOf('kind', ['switchover', 'failover']),
    from: read.text('from'),
    to: read.text('to'),
    epoch: read.number('epoch'),
    routeRevision: read.optional('routeRevision', (name) => read.number(name)),
    plannedMs: read.amount('plannedMs'),
    verification: read.optional('verification', (name) => decodeVerification(read.map(name))),
    steps: read.maps('steps').map(decodeStep),
    revision: read.number('revision'),
  });
}

function decodeVerification(read: ItemReader): MoveVerification {
  return presentMembers<MoveVerification>({
    verified: read.flag('verified'),
    atMs: read.amount('atMs'),
    missing: read.texts('missing'),
  });
}

function decodeStep(read: ItemReader): MoveStep {
  const text = (name: string) => read.text(name);
  const amount = (name: string) => read.amount(name);
  return presentMembers<MoveStep>({
    name: read.text('name'),
    kind: read.oneOf('kind', ['hook', 'record']),
    when: read.oneOf('when', TIMES),
    required: read.flag('required'),
    state: read.oneOf('state', STATES),
    attempt: read.amount('attempt'),
    attempts: read.number('attempts'),
    by: read.optional('by', text),
    instance: read.optional('instance', text),
    begunMs: read.optional('begunMs', amount),
    notBeforeMs: read.optional('notBeforeMs', amount),
    endedMs: read.optional('endedMs', amount),
    what: read.optional('what', text),
    output: read.optional('output', text),
  });
}
