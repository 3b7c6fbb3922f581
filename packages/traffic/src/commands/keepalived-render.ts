import { defineCommand } from '@understudy/command-line';

/** `understudy keepalived render` */
export const keepalivedRender = defineCommand({
  name: 'keepalived render',
  summary: 'Print keepalived.conf for one node.',
  description: 'Makes it from `balancers` of the topology, which lists the nodes.',
  arguments: [{ name: 'node', description: 'Name of the node, as balancers.nodes lists it' }],
  options: {
    pidFile: {
      value: 'PATH',
      description: "HAProxy's pid file, which Keepalived watches",
      default: '/run/haproxy.pid',
    },
    passwordFile: {
      value: 'FILE',
      kind: 'file',
      description: 'A file with the password of VRRP version 2, 1 to 8 letters and digits',
    },
  },
  examples: [
    {
      command: 'understudy keepalived render lb-1 > /etc/keepalived/keepalived.conf',
      does: 'For the node lb-1',
    },
  ],
  run: async (input, context) => (await import('./run-keepalived.ts')).runKeepalived(input, context),
});
