import type { DnsRecord } from '../types.ts';
import { numberOf, textOf } from './text-of.ts';

export function readRecord(body: unknown): DnsRecord {
  return {
    id: numberOf(body, 'id'),
    type: textOf(body, 'type'),
    name: textOf(body, 'name'),
    target: textOf(body, 'target'),
    ttlSec: numberOf(body, 'ttl_sec'),
  };
}
