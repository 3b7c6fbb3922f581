import type { InvitationFacts } from '../screen/write-invitation.ts';

/** A local cloud as its invitation describes it. */
export function sampleFacts(change: Partial<InvitationFacts> = {}): InvitationFacts {
  return {
    regions: [
      { name: 'us-east-1', endpoint: 'http://127.0.0.1:8001', role: 'writer' },
      { name: 'eu-central-1', endpoint: 'http://127.0.0.1:8002', role: 'standby' },
      { name: 'eu-west-1', endpoint: 'http://127.0.0.1:8003', role: 'witness' },
    ],
    accessKey: 'local',
    topologyFile: '/tmp/cloud/understudy.yaml',
    journalFile: '/tmp/cloud/journal.jsonl',
    workerStatusUrl: 'http://127.0.0.1:8004/',
    gatewayAddress: 'http://127.0.0.1:8005',
    shopUrl: 'http://127.0.0.1:8006/',
    ratePerSecond: 10,
    columns: undefined,
    ...change,
  };
}
