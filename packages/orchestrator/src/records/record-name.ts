import type { DnsRecordSpec } from '@understudy/topology';

/** A record for people, and as its step is named: `api.example.org A`. */
export function recordName({ domain, name, type }: Pick<DnsRecordSpec, 'domain' | 'name' | 'type'>): string {
  return `${name === '' ? domain : `${name}.${domain}`} ${type}`;
}
