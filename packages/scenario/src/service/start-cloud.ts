import { startLocalCloud, type LocalCloud } from '@understudy/sandbox';
import type { ScenarioRun } from '../run/scenario-run.ts';

const REGIONS = ['us-east-1', 'eu-central-1'] as const;
const WITNESS = 'eu-west-1';

/** Step: DynamoDB Local for two data regions and a witness, each behind a fault proxy. */
export async function startCloud({
  say,
  resources,
}: Pick<ScenarioRun, 'say' | 'resources'>): Promise<{ readonly cloud: LocalCloud }> {
  say(`Starting the local cloud: DynamoDB in ${REGIONS.join(' and ')}, and a witness in ${WITNESS}.`);
  return { cloud: resources.use(await startLocalCloud({ regions: REGIONS, witness: WITNESS })) };
}
