export {
  accountForWrites,
  type Fate,
  type Trace,
  type PartFate,
  type Unexplained,
  type AccountInput,
  type Account,
} from './account/account-for-writes.ts';
export { canonicalText, differingAttributes } from './account/canonical-text.ts';
export {
  checkRegions,
  settleLinks,
  type CheckOptions,
  type Checked,
  type SettleOptions,
} from './account/check-regions.ts';
export {
  compareRegions,
  type Difference,
  type Comparison,
  type CompareOptions,
} from './account/compare-regions.ts';
export { describeCheck } from './account/describe-check.ts';
export { findMissing, type MissingPart } from './account/find-missing.ts';
export { groupBy } from './account/group-by.ts';
export { readKeys } from './account/read-keys.ts';
export { readLedger, type ReadLedgerOptions } from './account/read-ledger.ts';
export { readRegion, type ReadRegionOptions } from './account/read-region.ts';
export { chooseVictim, plantLoss } from './faults/plant-loss.ts';
export { WRITES_ATTRIBUTE, writesOf, applyPart } from './journal/apply-part.ts';
export { Journal } from './journal/journal.ts';
export {
  type Content,
  type PartKind,
  type Changes,
  type WritePart,
  type WriteName,
  type Outcome,
  type JournalEntry,
  type LedgerLine,
  type MissingFate,
  type MissingRecord,
  type StretchFigures,
  type MoveFigures,
} from './journal/types.ts';
export { describeEvent } from './moves/describe-event.ts';
export { startMover, type MoverFacts } from './moves/open-mover.ts';
export { MADE_LAG_MS, Operator, type OperatorOptions } from './moves/operator.ts';
export type { ProgramFacts } from './programs/program-facts.ts';
export { startGateway } from './programs/start-gateway.ts';
export { startReplicator, type RunningReplicator } from './programs/start-replicator.ts';
export { buildReport, type Findings, type Moved } from './report/build-report.ts';
export { countText, counted, durationText, stopwatchText } from './report/count-text.ts';
export { findFaults } from './report/find-faults.ts';
export { measureOutage, type Outage } from './report/measure-outage.ts';
export { renderReport } from './report/render-report.ts';
export {
  reportShop,
  findShopFaults,
  stretchFigures,
  type ServersPlayed,
  type ShopFindings,
  type ShopReport,
} from './report/report-shop.ts';
export { type Report } from './report/report.ts';
export { Stopped, catchSignals, type StopSignal, type Signalled } from './run/catch-signals.ts';
export { PHASES, Phases, type PhaseTitle } from './run/phases.ts';
export { chooseCities, nameOf, type Dataset } from './service/choose-cities.ts';
export { fillTables, type FillOptions } from './service/fill-tables.ts';
export { prepareTables, switchStreamsOn } from './service/prepare-tables.ts';
export { readAllCities, type City } from './service/read-all-cities.ts';
export { startService, type Service, type ServiceOptions } from './service/start-service.ts';
export {
  CITIES,
  ORDERS,
  TABLES,
  keyShape,
  keyAttributes,
  keyText,
  tableOf,
  isJournalled,
  type TableName,
} from './service/tables.ts';
export { SERVICE, DRILL_LIMITS, writeTopology, type TopologyFacts } from './service/write-topology.ts';
export { PRODUCTS, SHOP_ORDERS, SHOP_TABLES, CATALOGUE } from './shop/catalogue.ts';
export { WEB, API, describePools, type ServerFacts } from './shop/describe-pools.ts';
export { drawVisit, type Visit } from './shop/draw-visit.ts';
export { findLostOrders } from './shop/find-lost-orders.ts';
export { ShopSite, openShop, type Shop, type ShopOptions } from './shop/open-shop.ts';
export { sendVisit, type Answer, type SendOptions } from './shop/send-visit.ts';
export { ShopServers, type ShopServersOptions } from './shop/shop-servers.ts';
export { stockShop } from './shop/stock-shop.ts';
export { Visitors, type VisitorsOptions } from './shop/visitors.ts';
export { makeClient, type ApplicationClient } from './workload/application-client.ts';
export { Boto3Workload, type Boto3Options } from './workload/boto3-workload.ts';
export { tellOutcomes } from './workload/describe-outcomes.ts';
export {
  drawRequest,
  type Condition,
  type WriteRequest,
  type Request,
  type DrawInput,
} from './workload/draw-request.ts';
export { ItemMemory } from './workload/item-memory.ts';
export { judgeError, placeOf, type Judgement } from './workload/judge-error.ts';
export {
  WAITED_MS,
  TrafficMeter,
  measureStretch,
  type Finished,
  type TrafficRates,
  type Stretch,
} from './workload/traffic-meter.ts';
export { Workload, type Companion, type WorkloadOptions } from './workload/workload.ts';
export {
  keyFromText,
  getCommand,
  queryCommand,
  writeCommand,
  type WriteCommand,
} from './workload/write-command.ts';
export { SCENARIO_ERRORS, ScenarioError, type ScenarioErrorCode } from './errors.ts';
