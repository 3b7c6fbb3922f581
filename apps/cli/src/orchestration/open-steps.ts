import type { Clock } from '@understudy/core';
import {
  hookPerformer,
  OrchestratorError,
  recordPerformer,
  type OrchestratorOptions,
} from '@understudy/orchestrator';
import { redactText } from '@understudy/telemetry';
import type { OrchestratorSettings } from '@understudy/topology';

interface StepsSetUp {
  readonly service: string;
  readonly settings: Pick<OrchestratorSettings, 'hooks' | 'dns'>;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** What makes the steps of moves: programs of this machine, and records of Linode's Domains. @throws OrchestratorError `UND_ORCHESTRATOR_DNS_TOKEN_MISSING` */
export async function openSteps({
  service,
  settings: { hooks = [], dns },
  env,
  clock,
}: StepsSetUp): Promise<Pick<OrchestratorOptions, 'perform' | 'zone'>> {
  const hook = hookPerformer({ service, hooks, env, redact: redactText, clock });
  if (dns === undefined) return { perform: hook };
  const { [dns.tokenEnv]: token = '', LINODE_URL: endpoint } = env;
  if (token.trim() === '')
    throw new OrchestratorError('UND_ORCHESTRATOR_DNS_TOKEN_MISSING', {
      what: `${dns.tokenEnv} is not set.`,
      details: { variable: dns.tokenEnv },
    });
  // The package of the API is loaded where it is used.
  const { linodeZone } = await import('@understudy/linode-provisioner');
  const zone = linodeZone({ token: token.trim(), clock, ...(endpoint !== undefined && { endpoint }) });
  const record = recordPerformer({ records: dns.records, zone });
  return {
    zone,
    perform: (attempt, signal) => (attempt.step.kind === 'record' ? record : hook)(attempt, signal),
  };
}
