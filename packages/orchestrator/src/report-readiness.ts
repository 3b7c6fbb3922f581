import type { Telemetry } from '@understudy/core';
import type { ReadinessReport, ReadinessVerdict } from '@understudy/findings';

const VERDICTS: readonly ReadinessVerdict[] = ['passed', 'action-required', 'unknown'];

/** Hands what a dry run of a move found to the telemetry. */
export function reportReadiness({ verdict, items, atMs }: ReadinessReport, telemetry: Telemetry): void {
  for (const each of VERDICTS)
    telemetry.gauge('understudy_orchestrator_readiness', each === verdict ? 1 : 0, { verdict: each });
  telemetry.gauge('understudy_orchestrator_readiness_timestamp_seconds', atMs / 1_000);
  const problems = items.filter((item) => item.verdict !== 'passed');
  telemetry.event('readiness.evaluated', {
    verdict,
    problems: problems.map(({ name, cause }) => ({ name, cause })),
  });
}
