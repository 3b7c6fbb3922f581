import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startLocalCredentials } from '@understudy/sandbox';
import type { OrchestratorStatus } from '@understudy/orchestrator';
import type { WatchedService } from '../watched-service.ts';
import type { AlertFaultGroup } from './alert-fault.ts';
import { OBSERVERS, PROGRAMS } from './programs.ts';
import { putThroughGateway } from './put-through-gateway.ts';
import { repeat } from './repeat.ts';

/** Keys end this long after they were given, in ms. */
const LIFE_MS = 40_000;

/** An orchestrator that follows. */
async function follower(service: WatchedService): Promise<string> {
  for (const { name } of OBSERVERS) {
    const answer = await fetch(`http://${service.address(name)}/status`);
    if (!((await answer.json()) as OrchestratorStatus).leads) return name;
  }
  throw new Error('Every orchestrator leads.');
}

async function kill(service: WatchedService, name: string): Promise<() => Promise<void>> {
  process.kill(service.program(name).pid, 'SIGKILL');
  await service.stop(name);
  return async () => {
    await service.start(name, PROGRAMS[name] ?? []);
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Faults of programs, and what people leave behind. */
export const PROGRAM_FAULTS: readonly AlertFaultGroup[] = [
  {
    name: 'people and overload',
    faults: [
      {
        what: 'a freeze and a maintenance outlive their end',
        raises: ['UnderstudyFreezeOutlived', 'UnderstudyMaintenanceOutlived'],
        begin: async (service) => {
          const because = ['--reason', 'a test', '--for', '1s', '-f', service.file];
          await service.understudy(['freeze', ...because]);
          await service.understudy(['maintenance', 'us-east-1', ...because]);
          return async () => {
            await service.understudy(['unfreeze', '-f', service.file]);
            await service.understudy(['maintenance', 'us-east-1', '--end', '-f', service.file]);
          };
        },
      },
      {
        what: 'more requests than --max-in-flight of a gateway',
        raises: ['UnderstudyGatewayOverloaded'],
        begin: async (service) =>
          repeat(async () => {
            const sent = Array.from({ length: 8 }, (_, at) =>
              putThroughGateway(service, 'gateway-2', { id: { S: `crowd-${at}` } }),
            );
            await Promise.all(sent);
            await pause(100);
          }),
      },
      {
        what: 'credentials are not renewed: every source refuses',
        raises: ['UnderstudyCredentialsEnd'],
        begin: async (service) => {
          const credentials = await startLocalCredentials();
          credentials.lifeMs = LIFE_MS;
          await service.stop('gateway-3');
          await service.start('gateway-3', PROGRAMS['gateway-1'] ?? [], {
            env: {
              AWS_ACCESS_KEY_ID: '',
              AWS_SECRET_ACCESS_KEY: '',
              AWS_CONTAINER_CREDENTIALS_FULL_URI: credentials.containerUri,
              AWS_EC2_METADATA_DISABLED: 'true',
            },
          });
          credentials.moods.set('*', 'refuses');
          return async () => {
            await service.stop('gateway-3');
            await service.start('gateway-3', PROGRAMS['gateway-3'] ?? []);
            await credentials.close();
          };
        },
      },
    ],
  },
  {
    name: 'programs that are gone',
    faults: [
      {
        what: 'a gateway is killed',
        raises: ['UnderstudyTargetDown', 'UnderstudyProgramSilent'],
        begin: (service) => kill(service, 'gateway-2'),
      },
      {
        what: 'an orchestrator that follows is killed',
        raises: ['UnderstudyObserverSilent'],
        begin: async (service) => kill(service, await follower(service)),
      },
    ],
  },
  {
    name: 'an orchestrator with another topology',
    faults: [
      {
        what: 'one orchestrator runs with another understudy.yaml',
        raises: ['UnderstudyTopologiesDiffer'],
        begin: async (service) => {
          const name = await follower(service);
          const file = join(service.cloud.directory, 'other.yaml');
          await writeFile(file, service.topology({ pauseMs: 1_000 }));
          await service.stop(name);
          await service.start(name, PROGRAMS[name] ?? [], { file });
          return async () => {
            await service.stop(name);
            await service.start(name, PROGRAMS[name] ?? []);
          };
        },
      },
    ],
  },
  {
    name: 'an observer that is held up',
    faults: [
      {
        what: 'an orchestrator is paused again and again',
        raises: ['UnderstudyObserverAbstains'],
        begin: async (service) => {
          const { pid } = service.program(await follower(service));
          return repeat(async () => {
            process.kill(pid, 'SIGSTOP');
            await pause(900);
            process.kill(pid, 'SIGCONT');
            await pause(900);
          });
        },
      },
    ],
  },
  {
    name: 'no orchestrator',
    faults: [
      {
        what: 'every orchestrator is killed',
        raises: ['UnderstudyNoOrchestratorLeads'],
        begin: async (service) => {
          const ends = await Promise.all(OBSERVERS.map(({ name }) => kill(service, name)));
          return async () => {
            await Promise.all(ends.map((end) => end()));
          };
        },
      },
    ],
  },
];
