import { stringify } from 'yaml';
import type { Alert } from './alert.ts';
import { ALERTS } from './alerts.ts';
import { FILE_HEADERS } from './file-headers.ts';
import { SERVICE } from './series-of.ts';

export interface RenderAlertmanagerOptions {
  /** URL that gets every alert as Alertmanager's JSON; without it the receivers have to be filled in. */
  readonly webhook?: string;
  /** How long alerts of one group are collected, in Prometheus's notation. */
  readonly timing?: Partial<AlertTiming>;
}

export interface AlertTiming {
  /** Before the first message of a group. */
  readonly groupWait: string;
  /** Before a message on changes of a group. */
  readonly groupInterval: string;
  /** Before a page that goes on is sent again; tickets wait six times as long. */
  readonly repeatHours: number;
}

const USUAL: AlertTiming = { groupWait: '10s', groupInterval: '1m', repeatHours: 1 };

const EXAMPLES = `    # A mail, beside or instead of the webhook; needs global.smtp_smarthost and global.smtp_from:
    # email_configs:
    #   - to: operations@example.org
    #     send_resolved: true
    # A chat:
    # slack_configs:
    #   - api_url_file: /etc/prometheus/slack-url
    #     channel: '#operations'
    #     send_resolved: true
`;

/** `alertmanager.yml`: pages and tickets to their receivers, and what is not sent while another alert tells of its cause. */
export function renderAlertmanager({ webhook, timing = {} }: RenderAlertmanagerOptions): string {
  const { groupWait, groupInterval, repeatHours } = { ...USUAL, ...timing };
  const receiver = (name: string) => ({
    name,
    ...(webhook !== undefined && { webhook_configs: [{ url: webhook, send_resolved: true }] }),
  });
  const whole = {
    route: {
      receiver: 'tickets',
      group_by: [SERVICE, 'alertname'],
      group_wait: groupWait,
      group_interval: groupInterval,
      repeat_interval: `${repeatHours * 6}h`,
      routes: [{ receiver: 'pages', matchers: ['severity="page"'], repeat_interval: `${repeatHours}h` }],
    },
    inhibit_rules: inhibitRules(),
    // Last, since the examples belong to the last receiver.
    receivers: [receiver('tickets'), receiver('pages')],
  };
  return FILE_HEADERS.alertmanager + stringify(whole, { lineWidth: 0 }) + EXAMPLES;
}

/** A cause silences its consequences in the same service; the alert on a metric silences the finding that says the same. */
function inhibitRules() {
  const targetsOf = new Map<string, string[]>();
  for (const [name, alert] of Object.entries(ALERTS)) {
    for (const source of alert.silencedBy ?? []) {
      const rule = [source, ...commonLabels(source, alert)].join(' ');
      targetsOf.set(rule, [...(targetsOf.get(rule) ?? []), name]);
    }
  }
  return [
    ...[...targetsOf].map(([rule, targets]) => {
      const [source = '', ...equal] = rule.split(' ');
      return {
        source_matchers: [`alertname="${source}"`],
        target_matchers: [`alertname=~"${targets.join('|')}"`],
        equal,
      };
    }),
    {
      source_matchers: ['area!="findings"', 'finding!=""'],
      target_matchers: ['area="findings"'],
      equal: [SERVICE, 'finding'],
    },
  ];
}

/** The labels that both alerts have: a region concerns every link of its service, a link only itself. */
function commonLabels(source: string, { fault }: Alert): readonly string[] {
  const labels = Object.keys((ALERTS as Readonly<Record<string, Alert>>)[source]?.fault.labels ?? {});
  return Object.keys(fault.labels).filter((label) => labels.includes(label));
}
