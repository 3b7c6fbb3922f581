import { defineCommand } from '@understudy/command-line';

/** `understudy orchestrator run` */
export const orchestratorRun = defineCommand({
  name: 'orchestrator run',
  summary: 'Watch the service, and move its writer when that region is lost.',
  description:
    "Run it at least three times, in three places, each with the name that the topology's orchestrator.observers gives it. One leads; all observe. GET /status, /healthz, /readyz and /metrics show its state. Its credentials come from the SDK's chain. Events are lines of JSON on stdout. SIGTERM ends it.",
  options: {
    name: { value: 'NAME', description: 'Which of orchestrator.observers it is', required: true },
    port: {
      value: 'PORT',
      description: 'Port of the status server; 0 takes a free one.',
      kind: { whole: [0, 65_535] },
      default: 9_466,
    },
    host: { value: 'ADDRESS', description: 'Address of the status server.', default: '127.0.0.1' },
  },
  examples: [
    {
      command: 'understudy orchestrator run --name orch-1',
      does: 'Until SIGTERM; status on http://127.0.0.1:9466',
    },
  ],
  daemon: true,
  interrupted: 'Another orchestrator leads and continues a move that is under way.',
  run: async ({ file, options }, context) =>
    (await import('../orchestration/run-orchestrator.ts')).runOrchestrator({ file, ...options }, context),
});
