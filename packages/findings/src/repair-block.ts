/** Why a server that is down is not repaired now, by code, with what to do. */
export const REPAIR_BLOCKS = {
  'repairs-off':
    'Set `orchestrator.servers.automatic: true`, or repair it with `understudy servers restart SERVER`.',
  'repairs-frozen': 'Lift the freeze with `understudy unfreeze`.',
  'server-in-maintenance': 'End the maintenance with `understudy maintenance SUBJECT --end`.',
  'down-briefly': 'Wait: it may come back by itself.',
  'pool-share': 'Wait for the repairs that are under way, or raise `orchestrator.servers.mostPercent`.',
  'balancers-disagree': 'Look at the network between the balancers and the server.',
  'answers-here': 'The app answers: look at the network of the balancers.',
  'linode-unseen': "Bring the way to Linode's API back, and see that its token is valid.",
  'server-gone': 'Make it with `understudy servers ensure POOL`.',
  'server-new': 'Wait until it serves, or see who made it with `understudy servers status`.',
  'no-other-region': 'Name another region in `fallbackRegions` of the pool.',
  'ladder-used': 'Look at the server: every repair was tried. The next begins after `pauseMs`.',
  'repair-versions-differ': 'Run one major version of the orchestrator with one understudy.yaml everywhere.',
} as const;
export type RepairBlockCode = keyof typeof REPAIR_BLOCKS;

/** One reason why a repair is not made now. */
export interface RepairBlock {
  readonly code: RepairBlockCode;
  /** One sentence with its figures. */
  readonly what: string;
}
