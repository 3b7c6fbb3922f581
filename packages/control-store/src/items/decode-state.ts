import type { ItemReader } from '@understudy/route';
import type { SharedState } from '../control-store.ts';
import { isShownIntent } from '../is-shown-intent.ts';
import { decodeAcknowledgement } from './decode-acknowledgement.ts';
import { decodeFreeze, decodeMaintenance } from './decode-freeze.ts';
import { decodeIntent } from './decode-intent.ts';
import { decodeLastMove } from './decode-last-move.ts';
import { decodeLeader } from './decode-leader.ts';
import { decodeReadiness } from './decode-readiness.ts';
import { decodeRepair } from './decode-repair.ts';
import { decodeReport } from './decode-report.ts';
import { decodeSteps } from './decode-steps.ts';
import type { KnownEntries } from './known-entries.ts';
import { presentMembers } from './present-members.ts';

/**
 * What the entries of a service say at the wall time `nowMs`; the audit is not among them. Entries of a kind that this version does
 * not know were written by a later one, and are passed over.
 * @throws ControlStoreError `UND_CONTROL_STORE_CORRUPT`
 */
export function decodeState(entries: KnownEntries, nowMs: number): SharedState {
  const all = <T>(kind: string, decode: (read: ItemReader) => T): readonly T[] => entries.all(kind, decode);
  const [leader] = all('leader', decodeLeader);
  const [freeze] = all('freeze', decodeFreeze);
  const [lastMove] = all('last-move', decodeLastMove);
  const [readiness] = all('readiness', decodeReadiness);
  const steps = all('steps', decodeSteps);
  return presentMembers<SharedState>({
    reports: all('report', decodeReport),
    leader,
    directives: presentMembers<SharedState['directives']>({
      freeze,
      maintenance: all('maintenance', decodeMaintenance),
      acknowledgements: all('ack', decodeAcknowledgement),
    }),
    intents: all('intent', decodeIntent)
      .filter((intent) => isShownIntent(intent, nowMs))
      .sort((one, other) => one.atMs - other.atMs),
    lastMove,
    readiness,
    steps: steps.length === 0 ? undefined : Object.fromEntries(steps.map((each) => [each.of, each])),
    repairs: all('repair', decodeRepair),
  });
}
