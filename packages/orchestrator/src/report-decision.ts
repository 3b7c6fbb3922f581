import type { Telemetry } from '@understudy/core';
import { BLOCKS, FINDINGS, type BlockCode, type Decision, type FindingCode } from '@understudy/findings';

/** Hands what was decided to the telemetry: how often each finding and block is there, also where that is 0. */
export function reportDecision({ findings, blocks, wanted, acts }: Decision, telemetry: Telemetry): void {
  for (const code of Object.keys(FINDINGS) as FindingCode[]) {
    const there = findings.filter((finding) => finding.code === code).length;
    telemetry.gauge('understudy_orchestrator_findings', there, { code });
  }
  for (const code of Object.keys(BLOCKS) as BlockCode[]) {
    const there = blocks.filter((block) => block.code === code).length;
    telemetry.gauge('understudy_orchestrator_blocks', there, { code });
  }
  telemetry.gauge('understudy_orchestrator_failover_wanted', wanted === undefined ? 0 : 1);
  telemetry.event('decision.changed', {
    acts,
    wanted,
    findings: findings.map(({ code, subject }) => ({ code, subject })),
    blocks: blocks.map(({ code, what }) => ({ code, what })),
  });
}
