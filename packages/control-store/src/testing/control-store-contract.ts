import type { ContractCase } from '@understudy/route-store/testing';
import { auditContract } from './audit-contract.ts';
import { directivesContract } from './directives-contract.ts';
import { intentContract } from './intent-contract.ts';
import { leaderContract } from './leader-contract.ts';
import type { OpenControlStore } from './open-control-store.ts';
import { repairContract } from './repair-contract.ts';
import { pruningContract } from './pruning-contract.ts';
import { reportContract } from './report-contract.ts';
import { stepsContract } from './steps-contract.ts';

/** What every `ControlStore` does. */
export function controlStoreContract(open: OpenControlStore): readonly ContractCase[] {
  return [
    reportContract,
    leaderContract,
    directivesContract,
    intentContract,
    stepsContract,
    repairContract,
    pruningContract,
    auditContract,
  ].flatMap((contract) => contract(open));
}
