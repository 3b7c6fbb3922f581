import { UpdateTableCommand } from '@aws-sdk/client-dynamodb';
import { WRITER, type WatchedService } from '../watched-service.ts';
import { addFault } from './add-fault.ts';
import type { AlertFaultGroup } from './alert-fault.ts';
import { PROGRAMS } from './programs.ts';

async function switchStream(service: WatchedService, StreamEnabled: boolean): Promise<void> {
  const view = StreamEnabled ? ({ StreamViewType: 'NEW_AND_OLD_IMAGES' } as const) : {};
  await service.cloud
    .region(WRITER)
    .client()
    .send(new UpdateTableCommand({ TableName: 'orders', StreamSpecification: { StreamEnabled, ...view } }));
}

/** Faults of the links from the writer to the standby. */
export const LINK_FAULTS: readonly AlertFaultGroup[] = [
  {
    name: 'the stream gives no answer',
    faults: [
      {
        what: "the writer's streams answer nothing",
        raises: ['UnderstudyReplicationLags', 'UnderstudyLinkHangs', 'UnderstudyLagOverLimit'],
        begin: addFault([WRITER], {
          kind: 'blackhole',
          operations: ['GetRecords', 'GetShardIterator', 'DescribeStream'],
        }),
      },
    ],
  },
  {
    name: 'no worker',
    faults: [
      {
        what: 'the only replicator is killed',
        raises: ['UnderstudyLinkWithoutLeader', 'UnderstudyLinkSilent'],
        begin: async (service) => {
          process.kill(service.program('replicator-1').pid, 'SIGKILL');
          await service.stop('replicator-1');
          return async () => {
            await service.start('replicator-1', PROGRAMS['replicator-1'] ?? []);
          };
        },
      },
    ],
  },
  {
    name: 'the stream is switched off',
    faults: [
      {
        what: "the stream of the writer's table is switched off",
        raises: ['UnderstudyStreamOff', 'UnderstudyNotReady'],
        begin: async (service) => {
          await switchStream(service, false);
          // The next fault is that it is on again.
          return async () => {};
        },
      },
    ],
  },
  {
    name: 'writes without a stream',
    faults: [
      {
        what: 'it is on again, and was off while the application wrote',
        raises: ['UnderstudyStreamGap', 'UnderstudyGapOpen'],
        begin: async (service) => {
          await switchStream(service, true).catch(() => undefined);
          return async () => {
            const filled = await service.understudy(['backfill', 'orders', '--reseed', '-f', service.file]);
            if (filled.code !== 0) throw new Error(filled.err);
          };
        },
      },
    ],
  },
];
