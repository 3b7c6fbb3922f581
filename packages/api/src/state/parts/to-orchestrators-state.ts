import type {
  AlertState,
  OrchestratorsState,
  OrchestratorState,
  ProgramState,
} from '@understudy/api-contract';
import type { ProgramSight } from '@understudy/findings';
import type { OrchestratorSettings } from '@understudy/topology';
import type { DatedReport, Facts } from '../facts.ts';

/** Every orchestrator of the topology, as its reports show it. */
export function toOrchestratorsState(settings: OrchestratorSettings, facts: Facts): OrchestratorsState {
  const { leading, reports } = facts;
  return {
    ...(leading !== undefined && { leader: leading.observer, leaderSinceMs: leading.sinceMs }),
    automatic: settings.automatic,
    approval: settings.approval,
    orchestrators: settings.observers.map(({ name, place }): OrchestratorState => {
      const dated = reports.find(({ report }) => report.observer === name);
      if (dated === undefined) return { name, place, state: 'unknown', doubts: [] };
      const { report } = dated;
      return {
        name,
        place: report.place,
        state: stateOf(dated, leading?.observer === name),
        reportedMs: report.atMs,
        version: report.version,
        topology: report.topology,
        doubts: report.doubts,
      };
    }),
  };
}

function stateOf({ report, fresh }: DatedReport, leads: boolean): OrchestratorState['state'] {
  if (!fresh) return 'silent';
  if (report.doubts.length > 0) return 'abstains';
  return leads ? 'leads' : 'follows';
}

export function toProgramState(program: ProgramSight): ProgramState {
  const { name, url, atMs } = program;
  if (program.kind === 'silent')
    return { name, url, seenMs: atMs, state: 'silent', why: program.why, problems: [] };
  const { ready, problems } = program;
  return { name, url, seenMs: atMs, state: ready ? 'ready' : 'not-ready', problems };
}

/** The alerts that orchestrators received of late, each once. */
export function toAlertStates({ reports }: Facts): readonly AlertState[] {
  const alerts = new Map<string, AlertState>();
  for (const { report, fresh } of reports) {
    if (!fresh) continue;
    for (const { name, severity, signal, region, summary, startedMs } of report.alerts ?? []) {
      const key = JSON.stringify([name, region, startedMs, summary]);
      const before = alerts.get(key);
      alerts.set(key, {
        name,
        ...(severity !== undefined && { severity }),
        ...(signal !== undefined && { signal }),
        ...(region !== undefined && { region }),
        summary,
        startedMs,
        receivedBy: [...(before?.receivedBy ?? []), report.observer],
      });
    }
  }
  return [...alerts.values()];
}
