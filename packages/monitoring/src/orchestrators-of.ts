import type { Topology } from '@understudy/topology';
import { MonitoringError } from './errors.ts';
import type { RenderAlertmanagerOptions } from './render-alertmanager.ts';
import type { ScrapeTarget } from './scrape-target.ts';

/**
 * The orchestrators among the targets, which are named as the topology's observers are, where they take alerts.
 * @param tokenFile on Alertmanager's machine; the topology's unless given
 * @throws MonitoringError `UND_MONITORING_TOKEN_FILE_MISSING`
 */
export function orchestratorsOf(
  { service, orchestrator }: Pick<Topology, 'service' | 'orchestrator'>,
  targets: readonly ScrapeTarget[],
  tokenFile: string | undefined = orchestrator?.alerts?.tokenFile,
): Pick<RenderAlertmanagerOptions, 'orchestrators'> {
  if (orchestrator?.alerts === undefined) return {};
  const observers = new Set(orchestrator.observers.map(({ name }) => name));
  const urls = targets
    .filter(({ name }) => observers.has(name))
    .map(({ scheme, address }) => `${scheme}://${address}/alerts`);
  if (urls.length === 0) return {};
  if (orchestrator.alerts.tokenEnv !== undefined && tokenFile === undefined)
    throw new MonitoringError('UND_MONITORING_TOKEN_FILE_MISSING', {
      what: `orchestrator.alerts.tokenEnv is ${orchestrator.alerts.tokenEnv}, and Alertmanager's file is not named.`,
    });
  return { orchestrators: { service, urls, ...(tokenFile !== undefined && { tokenFile }) } };
}
