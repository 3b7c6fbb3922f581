import { parseTopology } from '../parse-topology.ts';
import type { Topology } from '../types.ts';

const TEXT = `service: shop
regions:
  data:
    - { name: us-east-1, endpoint: http://127.0.0.2:8000 }
    - { name: eu-central-1, endpoint: http://127.0.0.3:8000 }
  witness:
    endpoints:
      - { name: eu-west-1, endpoint: http://127.0.0.4:8000 }
tables:
  - { name: orders }
  - { name: audit-trail, writes: foreign }
limits:
  leaseMs: 1500
  attemptTimeoutMs: 500
  controlTimeoutMs: 400
  writeDeadlineMs: 10000
  maxRequestAgeMs: 3000
`;

/** A service in three regions on loopback addresses, with limits short enough for a test: its text and its value. */
export function sampleTopology(): { readonly text: string; readonly value: Topology } {
  return { text: TEXT, value: parseTopology(TEXT, { file: 'sample.yaml' }) };
}
