/** Why a failover is not made now, by code, with what to do. */
export const BLOCKS = {
  'automatic-off': 'Set `orchestrator.automatic: true`, or move with `understudy failover REGION`.',
  'approval-needed': 'Approve it with `understudy approve INTENT --comment TEXT`.',
  frozen: 'Lift the freeze with `understudy unfreeze`.',
  'in-maintenance': 'End the maintenance with `understudy maintenance SUBJECT --end`.',
  'move-under-way': 'Wait for its end, or abort it with `understudy abort`.',
  'recent-abort': 'Wait: the writer came back while it was being left.',
  'recent-move': 'Look at the last move, then `understudy ack --comment TEXT`.',
  'route-unseen': 'Bring the control store back.',
  'no-majority': 'More observers have to lose the writer; see what each of them sees with `understudy plan`.',
  'one-place': 'Observers in another place have to agree.',
  'writes-replicate': 'The writer takes writes: look at the network of the observers.',
  'programs-reach-writer': 'Gateways still reach the writer: look at the network of the observers.',
  'standby-unhealthy': 'Bring the standby back.',
  'lag-unknown': 'Accept what may be missing with `understudy failover REGION --override WHY`.',
  'lag-over-limit': 'Accept what may be missing with `understudy failover REGION --override WHY`.',
  'versions-differ': 'Run one major version of the orchestrator everywhere.',
  'topologies-differ': 'Run every orchestrator with the same understudy.yaml.',
} as const;

export type BlockCode = keyof typeof BLOCKS;

/** One reason why a failover is not made now. */
export interface Block {
  readonly code: BlockCode;
  /** One sentence with its figures. */
  readonly what: string;
}
