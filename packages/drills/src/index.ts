export { DRILLS_ERRORS, DrillsError, type DrillsErrorCode } from './errors.ts';
export { drillExit } from './judge/drill-exit.ts';
export type {
  DrillRecord,
  FaultSpan,
  Measured,
  Moment,
  StoppedEarly,
  TrafficSlice,
  WriteAccount,
} from './judge/drill-record.ts';
export { judge, type Judgement } from './judge/judge.ts';
export { longestWithout } from './judge/longest-without.ts';
export { verdictOf, type Verdict } from './judge/verdict-of.ts';
export { listScenarios } from './library/list-scenarios.ts';
export { loadScenario } from './library/load-scenario.ts';
export type { DrillRunOptions, RunScenario } from './library/run-scenario.ts';
export { htmlTable, type HtmlCell } from './report/html-table.ts';
export { renderHtml } from './report/render-html.ts';
export { renderPage, type Page } from './report/render-page.ts';
export { renderText } from './report/render-text.ts';
export { reportOf, type DrillReport } from './report/report-of.ts';
export { writeReport } from './report/write-report.ts';
export { describeEvent } from './scenario/describe-event.ts';
export type { DrillEvent } from './scenario/event-schema.ts';
export { parseScenario, type ParseScenarioOptions } from './scenario/parse-scenario.ts';
export { planTimeline, type Anchor, type TimelineStep } from './scenario/plan-timeline.ts';
export type { Scenario, ScenarioData } from './scenario/scenario-schema.ts';
