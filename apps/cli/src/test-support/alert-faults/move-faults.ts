import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { STANDBY, WRITER, type WatchedService } from '../watched-service.ts';
import type { AlertFaultGroup } from './alert-fault.ts';
import { OBSERVERS, PROGRAMS } from './programs.ts';
import { putThroughGateway } from './put-through-gateway.ts';

const DEAD = { kind: 'refuse', existing: 'reset' } as const;

const isMoving = async (service: WatchedService) => {
  const { out } = await service.understudy(['status', '-f', service.file, '-o', 'json']);
  return out.includes('"moving"');
};

/** Decides nothing of the move, and is never done. */
const FAILING = { name: 'tell-people', when: 'after-promotion', command: ['/bin/false'], attempts: 1 };

/** Orchestrators that move the writer by themselves. */
async function startAutomatic(service: WatchedService): Promise<void> {
  const file = join(service.cloud.directory, 'automatic.yaml');
  await writeFile(file, service.topology({ automatic: true, hooks: [FAILING] }));
  await Promise.all(
    OBSERVERS.map(async ({ name }) => {
      await service.stop(name);
      await service.start(name, PROGRAMS[name] ?? [], { file });
    }),
  );
}

/** Moves that end otherwise than they should. The last ones, since the writer is another one afterwards. */
export const MOVE_FAULTS: readonly AlertFaultGroup[] = [
  {
    name: 'a move that is aborted',
    faults: [
      {
        what: 'the writer answers again while it is being left',
        raises: ['UnderstudyMoveAborted'],
        begin: async (service) => {
          await startAutomatic(service);
          await service.until(
            'an orchestrator leads',
            async () => (await service.value('max(understudy_orchestrator_leading)')) === 1,
          );
          const loss = service.cloud.region(WRITER).faults.add(DEAD);
          await service.until('the move has begun', () => isMoving(service));
          await loss.lift();
          return async () => {
            await service.until('it is over', async () => !(await isMoving(service)));
          };
        },
      },
    ],
  },
  {
    name: 'a move with a tail, that is not verified',
    faults: [
      {
        what: 'the writer dies with writes that are not replicated, a gateway is down, and a hook fails',
        raises: ['UnderstudyMoveUnverified', 'UnderstudyStepFailed'],
        begin: async (service) => {
          const { faults } = service.cloud.region(WRITER);
          const silence = faults.add({ kind: 'blackhole', operations: ['GetRecords'] });
          await putThroughGateway(service, 'gateway-1', { id: { S: 'tail' }, by: { S: 'the old writer' } });
          await service.stop('gateway-2');
          const loss = faults.add(DEAD);
          await service.until('the standby is the writer', async () => {
            const { out } = await service.understudy(['status', '-f', service.file, '-o', 'json']);
            return !out.includes('"moving"') && new RegExp(`"writer": *"${STANDBY}"`).test(out);
          });
          await putThroughGateway(service, 'gateway-1', { id: { S: 'tail' }, by: { S: 'the new writer' } });
          await Promise.all([silence.lift(), loss.lift()]);
          return async () => {
            await service.start('gateway-2', PROGRAMS['gateway-2'] ?? []);
          };
        },
      },
    ],
  },
];
