import type { DnsRecordSpec } from '@understudy/topology';

/** A record as the zone has it. */
export interface ZoneRecord {
  readonly domainId: number;
  readonly id: number;
  readonly target: string;
  readonly ttlSec: number;
}

/** What a look at a record found. */
export type ZoneLook = {
  /** Whether the token may write domains; absent where the API did not say so. */
  readonly mayWrite?: boolean;
} & (
  { readonly kind: 'found'; readonly record: ZoneRecord } | { readonly kind: 'missing'; readonly why: string }
);

/** Where DNS records are kept. Each method throws where the API does not answer or refuses; never with the token in the error. */
export interface DnsZone {
  look(record: Pick<DnsRecordSpec, 'domain' | 'name' | 'type'>): Promise<ZoneLook>;
  /** Replaces target and seconds of a record that is there. */
  change(
    record: ZoneRecord,
    to: Pick<DnsRecordSpec, 'name' | 'type' | 'ttlSec'> & { readonly target: string },
  ): Promise<void>;
}
