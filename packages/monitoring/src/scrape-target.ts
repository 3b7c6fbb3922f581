import type { Topology } from '@understudy/topology';
import { MonitoringError } from './errors.ts';

/** A program that Prometheus scrapes. */
export interface ScrapeTarget {
  /** The job's name; targets of one name are one job. */
  readonly name: string;
  /** `host:port`. */
  readonly address: string;
  readonly scheme: 'http' | 'https';
  /** Where the program serves its metrics. */
  readonly path: string;
}

const PATH = '/metrics';
const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]*$/;

/**
 * Reads `NAME=HOST:PORT`.
 * @throws MonitoringError `UND_MONITORING_TARGET_INVALID`
 */
export function scrapeTarget(text: string): ScrapeTarget {
  const at = text.indexOf('=');
  const name = text.slice(0, Math.max(at, 0));
  const address = text.slice(at + 1);
  const isAddress = /^(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/.exec(address);
  const port = Number(isAddress?.[1] ?? 0);
  if (!NAME.test(name) || port < 1 || port > 65_535) {
    throw new MonitoringError('UND_MONITORING_TARGET_INVALID', {
      what: `"${text}" is not NAME=HOST:PORT.`,
      details: { target: text },
    });
  }
  return { name, address, scheme: 'http', path: PATH };
}

/** The gateways and replicators that the topology lists for its orchestrators, by their ops addresses. */
export function targetsOf({ orchestrator }: Pick<Topology, 'orchestrator'>): readonly ScrapeTarget[] {
  return (orchestrator?.programs ?? []).map(({ name, url }) => {
    const { hostname, port, protocol, pathname } = new URL(url);
    const scheme = protocol === 'https:' ? 'https' : 'http';
    const usual = scheme === 'https' ? '443' : '80';
    return {
      name,
      address: `${hostname}:${port === '' ? usual : port}`,
      scheme,
      path: `${pathname.replace(/\/+$/, '')}${PATH}`,
    };
  });
}
