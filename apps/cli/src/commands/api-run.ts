import { defineCommand } from '@understudy/command-line';

/** `understudy api run` */
export const apiRun = defineCommand({
  name: 'api run',
  summary: 'Serve the state of the service, orders, checks for balancers, and the console.',
  description:
    "Run it on each orchestrator machine. It reads the control store once a second for all who ask, and acts on nothing itself: orders are written down, and the leading orchestrator carries them out. Who asks needs a token (`understudy token create`) or a session; GET /writer and /standby need none. GET /docs lists every path. Its credentials come from the SDK's chain. UNDERSTUDY_LOCAL_CLOUD and UNDERSTUDY_LOCAL_CLOUD_TOKEN name a local cloud whose regions the console may break. Events are lines of JSON on stdout. SIGTERM ends it.",
  options: {
    port: {
      value: 'PORT',
      description: 'Port to listen on; 0 takes a free one.',
      kind: { whole: [0, 65_535] },
      default: 9_470,
    },
    host: {
      value: 'ADDRESS',
      description: 'Address to listen on. Other than loopback needs --tls-cert and --tls-key.',
      default: '127.0.0.1',
    },
    tlsCert: { value: 'FILE', description: 'Certificate chain, PEM.', kind: 'file' },
    tlsKey: { value: 'FILE', description: 'Its private key, PEM.', kind: 'file' },
    tokens: {
      value: 'FILE',
      description: 'Who may ask, as `understudy token create` writes it; read again when it changes.',
      kind: 'file',
      default: 'api-tokens.json',
    },
    console: {
      value: 'FOLDER',
      description: 'The built console; that of the checkout unless given.',
      kind: 'file',
    },
    drills: { value: 'FOLDER', description: 'Reports of drills, each in its folder.', kind: 'file' },
  },
  examples: [
    { command: 'understudy api run', does: 'On http://127.0.0.1:9470' },
    {
      command: 'understudy api run --host 10.0.0.5 --tls-cert api.pem --tls-key api.key',
      does: 'For other machines',
    },
  ],
  daemon: true,
  interrupted: 'Orders that were written down are carried out; the APIs of other machines go on.',
  run: async ({ file, options }, context) =>
    (await import('../api/run-api.ts')).runApi({ file, ...options }, context),
});
