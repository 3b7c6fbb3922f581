import {
  loadCities,
  openApplication,
  openJournal,
  openOperator,
  readCities,
  startCloud,
  startOrchestrators,
  startReplicator,
  TrafficMeter,
  type ScenarioRun,
} from '@understudy/scenario';
import type { Scenario } from '@understudy/drills';
import type { DrillLog } from '../drill-log.ts';
import { prepareSurroundings } from './prepare-surroundings.ts';
import type { Stage } from './stage.ts';

/**
 * Starts everything that a drill takes place on; the run's resources close it again. Nothing is sent yet.
 * @throws SandboxError, ScenarioError, and the signal's reason
 */
export async function startStage(
  run: ScenarioRun,
  { timeline }: Pick<Scenario, 'timeline'>,
  log: DrillLog,
): Promise<Stage> {
  const { clock, signal, resources } = run;
  const [{ cloud }, cities] = await Promise.all([startCloud(run), readCities()]);
  const { env, named, sts } = await prepareSurroundings(timeline, cloud, resources);
  const loaded = await loadCities({ ...run, ...cities, cloud, named });
  const { topologyFile } = loaded.service;
  const facts = { cloud, topologyFile, clock, signal, env };
  log.note('phase', 'The replicator and three orchestrators start.');
  const [replicator, orchestrators] = await Promise.all([
    startReplicator(facts).then((program) => resources.use(program)),
    startOrchestrators(facts).then((programs) => programs.map((program) => resources.use(program))),
  ]);
  const say = (what: string) => {
    log.note('audit', what.trim());
  };
  const { operator } = await openOperator({ ...run, ...loaded, say });
  const { journal } = await openJournal({ ...run, cloud });
  const meter = new TrafficMeter();
  const workload = openApplication({ ...run, ...loaded, journal }, { meter });
  const parties = { replicator, orchestrators, operator, journal, meter, workload };
  return { ...run, ...loaded, cloud, sts, ...parties };
}
