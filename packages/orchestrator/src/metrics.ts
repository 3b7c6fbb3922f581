import { defineMetrics } from '@understudy/core';
import { BLOCKS, FINDINGS, RUNGS } from '@understudy/findings';

/** The metrics of an orchestrator; what only the leader knows is NaN or 0 elsewhere. */
export const ORCHESTRATOR_METRICS = defineMetrics({
  understudy_orchestrator_leading: {
    type: 'gauge',
    help: '1 where this orchestrator leads.',
    unit: 'orchestrators',
  },
  understudy_orchestrator_tick_timestamp_seconds: {
    type: 'gauge',
    help: 'When it last read what orchestrators share; an age above a few seconds: it hangs, or the control store is away.',
    unit: 'timestamp seconds',
    initial: NaN,
  },
  understudy_orchestrator_abstaining: {
    type: 'gauge',
    help: '1 while this observer does not trust what it sees.',
    unit: 'observers',
  },
  understudy_orchestrator_findings: {
    type: 'gauge',
    help: 'What is wrong now, by finding; set where it leads.',
    unit: 'findings',
    labels: { code: Object.keys(FINDINGS) },
  },
  understudy_orchestrator_failover_wanted: {
    type: 'gauge',
    help: '1 while an observer finds the writer gone; set where it leads.',
    unit: 'failovers',
  },
  understudy_orchestrator_blocks: {
    type: 'gauge',
    help: 'What a failover would meet now, by reason; set where it leads.',
    unit: 'blocks',
    labels: { code: Object.keys(BLOCKS) },
  },
  understudy_orchestrator_readiness: {
    type: 'gauge',
    help: '1 for what the last dry run of a move found; set where it leads.',
    unit: 'verdicts',
    labels: { verdict: ['passed', 'action-required', 'unknown'] },
  },
  understudy_orchestrator_readiness_timestamp_seconds: {
    type: 'gauge',
    help: 'When the last dry run of a move was made; set where it leads.',
    unit: 'timestamp seconds',
    initial: NaN,
  },
  understudy_orchestrator_alert_messages_total: {
    type: 'counter',
    help: 'Messages of Alertmanager, by whether they were taken.',
    unit: 'messages',
    labels: { outcome: ['taken', 'refused'] },
  },
  understudy_orchestrator_steps_total: {
    type: 'counter',
    help: 'Steps of moves that this orchestrator made, by how they ended.',
    unit: 'steps',
    labels: { state: ['done', 'failed', 'skipped'] },
  },
  understudy_orchestrator_repairs_needed: {
    type: 'gauge',
    help: 'Servers that are down, or whose repair is under way; set where it leads.',
    unit: 'servers',
  },
  understudy_orchestrator_repairs_total: {
    type: 'counter',
    help: 'Repairs of servers that this orchestrator ended, by what was done and how they ended.',
    unit: 'repairs',
    labels: { rung: [...RUNGS], state: ['verified', 'unverified', 'failed'] },
  },
  understudy_orchestrator_moves_total: {
    type: 'counter',
    help: 'Moves that this orchestrator drove, by how they ended.',
    unit: 'moves',
    labels: { state: ['done', 'unverified', 'refused', 'aborted', 'failed'] },
  },
});
