import type { DrillRecord } from '../judge/drill-record.ts';
import { judge, type Judgement } from '../judge/judge.ts';
import { verdictOf, type Verdict } from '../judge/verdict-of.ts';
import type { Scenario } from '../scenario/scenario-schema.ts';

/** A run of a scenario as its reports show it; `report.json` is this. Times are milliseconds since the drill began. */
export interface DrillReport extends DrillRecord {
  readonly format: 1;
  readonly scenario: Pick<Scenario, 'name' | 'title' | 'about'>;
  readonly verdict: Verdict;
  readonly judgements: readonly Judgement[];
}

/** Judges what a runner found. */
export function reportOf(scenario: Scenario, record: DrillRecord): DrillReport {
  const { name, title, about } = scenario;
  const judgements = judge(scenario, record);
  return {
    format: 1,
    scenario: { name, title, about },
    verdict: verdictOf(record, judgements),
    judgements,
    ...record,
  };
}
