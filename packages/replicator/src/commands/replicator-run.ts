import { defineCommand } from '@understudy/command-line';

export const replicatorRun = defineCommand({
  name: 'replicator run',
  summary: 'Replicate every table of the service, both ways between its two regions.',
  description:
    "Start it twice: one process leads each link, the other takes over. GET /status, /healthz, /readyz and /metrics show its state. Its credentials come from the SDK's chain. Events are lines of JSON on stdout. SIGTERM ends it.",
  options: {
    port: {
      value: 'PORT',
      description: 'Port of the status server; 0 takes a free one.',
      kind: { whole: [0, 65_535] },
      default: 9_465,
    },
    host: { value: 'ADDRESS', description: 'Address of the status server.', default: '127.0.0.1' },
  },
  examples: [
    { command: 'understudy replicator run', does: 'Until SIGTERM; status on http://127.0.0.1:9465' },
    {
      command: 'understudy replicator run --port 0 --host 127.0.0.1',
      does: 'A free port; the event worker.started says which',
    },
  ],
  daemon: true,
  interrupted: 'Another process takes over its links; without one the tables lag until it is started again.',
  run: async ({ file, options }, context) =>
    (await import('./run-replicator.ts')).runReplicator({ file, ...options }, context),
});
