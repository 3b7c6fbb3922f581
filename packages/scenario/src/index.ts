export { account, checkService, type CheckContext } from './account/check-service.ts';
export {
  accountForWrites,
  type Account,
  type AccountInput,
  type Fate,
  type PartFate,
  type Trace,
  type Unexplained,
} from './account/account-for-writes.ts';
export type { Checked } from './account/check-regions.ts';
export { compareRegions, type Comparison, type Difference } from './account/compare-regions.ts';
export { countLedger } from './account/count-ledger.ts';
export { describeCheck } from './account/describe-check.ts';
export { readKeys } from './account/read-keys.ts';
export { findMissing, type MissingPart } from './account/find-missing.ts';
export type { LedgerLine } from './account/ledger-line.ts';
export { SCENARIO_ERRORS, ScenarioError, type ScenarioErrorCode } from './errors.ts';
export { deadRegions } from './faults/dead-regions.ts';
export { killRegion } from './faults/kill-region.ts';
export { killWriter, loseWriter, type LoseWriterContext, type WriterDeath } from './faults/lose-writer.ts';
export { restoreDeadRegion } from './faults/restore-dead-region.ts';
export { restoreRegion } from './faults/restore-region.ts';
export type { Journal } from './journal/journal.ts';
export { keepJournal } from './journal/keep-journal.ts';
export { openJournal } from './journal/open-journal.ts';
export type { Content, JournalEntry, Outcome, WriteName, WritePart } from './journal/types.ts';
export type { Moved } from './moves/moved.ts';
export { openOperator } from './moves/open-operator.ts';
export type { Operator } from './moves/operator.ts';
export { switchBack } from './moves/switch-back.ts';
export { switchWriter } from './moves/switch-writer.ts';
export { announceConsole, type ConsolePlace } from './programs/announce-console.ts';
export { startOrchestrators, type RunningOrchestrator } from './programs/start-orchestrators.ts';
export { startPrograms, type Programs } from './programs/start-programs.ts';
export { startReplicator, type RunningReplicator } from './programs/start-replicator.ts';
export { counted, countText, durationText, stopwatchText } from './report/count-text.ts';
export { renderReport } from './report/render-report.ts';
export { reportRun } from './report/report-run.ts';
export type { Report } from './report/report.ts';
export type { ServerCrash, ServerReplacement } from './report/shop-findings.ts';
export { writeReport } from './report/write-report.ts';
export { catchSignals, Stopped, type Signalled, type StopSignal } from './run/catch-signals.ts';
export { OwnedResources, type RunEnd } from './run/owned-resources.ts';
export { Phases } from './run/phases.ts';
export type { ScenarioOptions } from './run/scenario-options.ts';
export type { RunNotes, ScenarioRun } from './run/scenario-run.ts';
export { StepList, type RunHooks } from './run/step-list.ts';
export type { Dataset } from './service/choose-cities.ts';
export { loadCities, type LoadedService } from './service/load-cities.ts';
export type { City } from './service/read-all-cities.ts';
export { readCities } from './service/read-cities.ts';
export { startCloud } from './service/start-cloud.ts';
export type { LocalService } from './service/start-service.ts';
export { crashServer } from './shop/crash-server.ts';
export { findShopSite } from './shop/find-shop-site.ts';
export { openShop } from './shop/open-shop.ts';
export { replaceServers } from './shop/replace-servers.ts';
export type { ShopSite } from './shop/shop-site.ts';
export type { Shop } from './shop/shop.ts';
export type { Boto3Workload } from './workload/boto3-workload.ts';
export { openApplication, type ApplicationContext } from './workload/open-application.ts';
export { openWorkload, type OpenedWorkload } from './workload/open-workload.ts';
export { runAfterSwitch } from './workload/run-after-switch.ts';
export { runWithoutRegion } from './workload/run-without-region.ts';
export { startTraffic } from './workload/start-traffic.ts';
export { TrafficMeter, type TrafficRates } from './workload/traffic-meter.ts';
export type { Workload } from './workload/workload.ts';
