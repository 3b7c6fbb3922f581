import { STANDBY, WITNESS, WRITER } from '../watched-service.ts';
import { addFault } from './add-fault.ts';
import type { AlertFaultGroup } from './alert-fault.ts';
import { REGIONS } from './programs.ts';
import { putThroughGateway } from './put-through-gateway.ts';
import { repeat } from './repeat.ts';

const DEAD = { kind: 'refuse', existing: 'reset' } as const;
const CANARY = ['UpdateItem', 'GetItem'] as const;
const DENIED = {
  kind: 'error',
  code: 'AccessDeniedException',
  message: 'User: arn:aws:sts::000000000000:assumed-role/shop is not authorized.',
  status: 400,
} as const;

/** Faults of one region, of the control store, or of all. */
export const REGION_FAULTS: readonly AlertFaultGroup[] = [
  {
    name: 'the standby fails in part',
    faults: [
      {
        what: 'the standby throttles',
        raises: ['UnderstudyStandbyGrey'],
        begin: addFault([STANDBY], { kind: 'throttle', operations: CANARY }),
      },
    ],
  },
  {
    name: 'the standby refuses',
    faults: [
      {
        what: 'the standby denies access',
        raises: ['UnderstudyObserverRefused', 'UnderstudyLinkBlocked'],
        begin: addFault([STANDBY], DENIED),
      },
    ],
  },
  {
    name: 'the standby is lost',
    faults: [
      {
        what: 'the standby refuses connections',
        raises: ['UnderstudyStandbyDown'],
        begin: addFault([STANDBY], DEAD),
      },
    ],
  },
  {
    name: 'the writer fails in part',
    faults: [
      {
        what: 'the writer throttles',
        raises: ['UnderstudyWriterGrey'],
        begin: addFault([WRITER], { kind: 'throttle', operations: CANARY }),
      },
    ],
  },
  {
    name: 'the writer is lost, and automatic is off',
    faults: [
      {
        what: 'the writer refuses connections',
        raises: [
          'UnderstudyWriterDown',
          'UnderstudyRegionRequestsFail',
          'UnderstudyGatewayErrors',
          'UnderstudyFailoverBlocked',
          'UnderstudyGatewayNotReady',
          'UnderstudyProgramNotReady',
        ],
        begin: async (service) => {
          const lift = await addFault([WRITER], DEAD)(service);
          // Most answers of this gateway are errors: it has no other callers.
          const stop = repeat(async () => {
            await Promise.all(
              ['a', 'b', 'c'].map((id) => putThroughGateway(service, 'gateway-3', { id: { S: id } })),
            );
          });
          return async () => {
            await lift();
            await stop();
          };
        },
      },
    ],
  },
  {
    name: 'the control store is lost',
    faults: [
      {
        what: 'the witness refuses connections',
        raises: ['UnderstudyControlStoreAway', 'UnderstudyOrchestratorHangs'],
        begin: addFault([WITNESS], DEAD),
      },
    ],
  },
  {
    name: 'the route can not be read',
    faults: [
      {
        what: 'the control store fails reads of the route, and no other request',
        raises: ['UnderstudyControlStoreSilent'],
        begin: addFault([WITNESS], { kind: 'server-error', operations: ['GetItem'] }),
      },
    ],
  },
  {
    name: 'every region is lost',
    faults: [
      {
        what: 'no region is reached',
        raises: ['UnderstudyRouteLeaseNotRenewed', 'UnderstudyMostObserversAbstain'],
        begin: addFault(REGIONS, DEAD),
      },
    ],
  },
];
