import { defineCommand } from '@understudy/command-line';
import { RUNBOOKS } from '../runbook-url.ts';

/** `understudy monitoring render` */
export const monitoringRender = defineCommand({
  name: 'monitoring render',
  summary: 'Write the files of Prometheus, Alertmanager and Grafana.',
  description:
    'Prometheus scrapes what orchestrator.programs of the topology lists and what --scrape names. Writes prometheus.yml, the alerts with their tests, alertmanager.yml and dashboards; replaces no file that differs, unless --force. Where the topology has orchestrator.alerts, the orchestrators that --scrape names get every alert as evidence. Contacts nothing.',
  options: {
    out: {
      value: 'DIR',
      kind: 'file',
      description: 'The folder to write to; - only lists the files',
      default: 'monitoring',
    },
    scrape: {
      value: 'NAME=HOST:PORT',
      description: 'A program to scrape, by its ops address; orchestrators too',
      repeatable: true,
    },
    webhook: { value: 'URL', description: 'Gets every alert from Alertmanager, as JSON' },
    tokenFile: {
      value: 'FILE',
      kind: 'file',
      description:
        "The orchestrators' token on Alertmanager's machine; orchestrator.alerts.tokenFile unless given",
    },
    alertmanager: {
      value: 'HOST:PORT',
      description: 'Where Prometheus reaches Alertmanager',
      default: '127.0.0.1:9093',
    },
    runbooks: {
      value: 'URL',
      description: 'Folder of the runbook pages, for the links in alerts',
      default: RUNBOOKS,
    },
    everySeconds: {
      value: 'S',
      description: 'From one scrape to the next, and between evaluations',
      kind: { whole: [1, 300] },
      default: 15,
    },
    mostHoldSeconds: {
      value: 'S',
      description:
        'The longest that a fault holds before its alert fires, for rehearsals; as each rule says unless given',
      kind: { whole: [0, 3_600] },
    },
    force: { description: 'Replace files that differ' },
  },
  examples: [
    {
      command:
        'understudy monitoring render --scrape orch-1=10.0.0.6:9466 --webhook http://127.0.0.1:8080/alerts',
      does: 'Write them to monitoring/',
    },
    { command: 'understudy monitoring render --out -', does: 'Only list what would be written' },
  ],
  changes: true,
  run: async (input, context) => (await import('./run-render.ts')).runRender(input, context),
});
