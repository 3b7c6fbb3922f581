import { serveFaults, type LocalCloud, type RunningProgram } from '@understudy/sandbox';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { LocalService } from '../service/start-service.ts';
import type { ConsolePlace } from './announce-console.ts';
import { startApi } from './start-api.ts';
import { startGateway } from './start-gateway.ts';
import { startOrchestrators } from './start-orchestrators.ts';
import { startReplicator, type RunningReplicator } from './start-replicator.ts';

export interface Programs {
  readonly replicator: RunningReplicator;
  readonly gateway: RunningProgram;
  readonly orchestrators: readonly RunningProgram[];
}

/** Step: the replicator, a gateway, three orchestrators and the API, side by side, as a service runs them. */
export async function startPrograms({
  cloud,
  service: { topologyFile },
  clock,
  signal,
  say,
  resources,
  consolePlace,
}: ScenarioRun & {
  readonly cloud: LocalCloud;
  readonly service: LocalService;
  readonly consolePlace: ConsolePlace;
}): Promise<Programs> {
  const facts = { cloud, topologyFile, clock, signal };
  const faults = await serveFaults(cloud, { clock });
  resources.defer(() => faults.close());
  const [replicator, gateway, orchestrators, api] = await Promise.all([
    startReplicator(facts).then((program) => resources.use(program)),
    startGateway(facts).then((program) => resources.use(program)),
    startOrchestrators(facts).then((programs) => programs.map((program) => resources.use(program))),
    startApi(facts, consolePlace, faults).then((program) => resources.use(program)),
  ]);
  say(`The links run in process ${String(replicator.pid)}; their status: ${replicator.statusUrl}`);
  say(`The gateway serves DynamoDB to every other SDK: AWS_ENDPOINT_URL_DYNAMODB=${gateway.address}`);
  say(
    `Orchestrators watch both regions: ${orchestrators.map(({ address }) => `${address}/status`).join(' ')}`,
  );
  say(`The console is open: ${api.address}`);
  return { replicator, gateway, orchestrators };
}
