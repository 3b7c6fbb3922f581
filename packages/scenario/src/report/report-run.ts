import type { Checked } from '../account/check-regions.ts';
import type { WriterDeath } from '../faults/lose-writer.ts';
import type { Journal } from '../journal/journal.ts';
import type { Moved } from '../moves/moved.ts';
import type { ScenarioRun } from '../run/scenario-run.ts';
import type { Dataset } from '../service/choose-cities.ts';
import type { LocalService } from '../service/start-service.ts';
import type { TrafficMeter } from '../workload/traffic-meter.ts';
import { buildReport } from './build-report.ts';
import { findShop, type ShopPart } from './find-shop.ts';
import { measureOutage } from './measure-outage.ts';
import type { Report } from './report.ts';

export interface ReportContext extends ScenarioRun, ShopPart {
  readonly service: LocalService;
  readonly dataset: Dataset;
  readonly journal: Journal;
  readonly meter: TrafficMeter;
  readonly death: WriterDeath;
  readonly mergeTookMs: number;
  readonly switchover: Moved;
  readonly checked: Checked;
}

/** Step: puts together what the run found. */
export async function reportRun(context: ReportContext): Promise<{ readonly report: Report }> {
  const { options, elapsedMs, phases, journal, meter, dataset, service } = context;
  const { death, mergeTookMs, switchover, checked } = context;
  const { killedMs, noticedMs, missing, moved } = death;
  const shop = await findShop(context);
  const report = buildReport({
    items: dataset.keys.length,
    ratePerSecond: options.ratePerSecond,
    seed: options.seed,
    tookMs: elapsedMs(),
    phases: phases.durations(),
    journal: journal.entries,
    journalFile: journal.file,
    finished: meter.finished,
    failover: {
      ...moved,
      killedMs,
      noticedMs,
      outage: measureOutage(journal.entries, killedMs, moved.from),
      missing,
    },
    switchover,
    mergeTookMs,
    regions: service.regions,
    ...(shop !== undefined && { shop }),
    ...checked,
  });
  return { report };
}
