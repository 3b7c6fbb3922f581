import type { Clock } from '@understudy/core';
import type { OrchestratorSettings } from '@understudy/topology';
import type { RecordFacts } from '../readiness/readiness-facts.ts';
import type { DnsZone } from './dns-zone.ts';
import { RecordWatch } from './record-watch.ts';

interface Zoned {
  readonly zone?: DnsZone;
  readonly settings: Pick<OrchestratorSettings, 'dns'>;
  readonly clock: Clock;
}

/** The watch of the records that the topology declares, where there is a zone to look at. */
export function openRecordWatch(
  { zone, settings, clock }: Zoned,
  mayLook: () => boolean,
): RecordWatch | undefined {
  if (zone === undefined || settings.dns === undefined) return undefined;
  return new RecordWatch({ zone, clock, mayLook, records: settings.dns.records });
}

/** What readiness is judged by of the records; nothing where the topology declares none. */
export function recordFacts(
  { settings: { dns } }: Pick<Zoned, 'settings'>,
  watch: RecordWatch | undefined,
): { readonly records?: () => RecordFacts } {
  if (dns === undefined) return {};
  return { records: () => ({ declared: dns.records, sights: watch?.sights() ?? [] }) };
}
