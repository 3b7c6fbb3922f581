import { stringify } from 'yaml';
import type { Alert } from './alert.ts';
import { ALERTS } from './alerts.ts';
import { FILE_HEADERS } from './file-headers.ts';
import { SERVICE } from './series-of.ts';

export interface RenderAlertmanagerOptions {
  /** URL that gets every alert as Alertmanager's JSON; without it the receivers have to be filled in. */
  readonly webhook?: string;
  /** The orchestrators that take every alert of the service as evidence; none unless given. */
  readonly orchestrators?: OrchestratorReceivers;
  /** How long alerts of one group are collected, in Prometheus's notation. */
  readonly timing?: Partial<AlertTiming>;
}

interface OrchestratorReceivers {
  /** The service's name. */
  readonly service: string;
  /** `http://10.0.0.6:9466/alerts`, of each of them: whichever leads has to know. */
  readonly urls: readonly string[];
  /** The file with the token on Alertmanager's machine; absent where they take alerts without one. */
  readonly tokenFile?: string;
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

const ORCHESTRATORS = 'orchestrators';
/** Of one message; an orchestrator takes a megabyte. */
const MOST_ALERTS = 200;

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
export function renderAlertmanager({
  webhook,
  orchestrators,
  timing = {},
}: RenderAlertmanagerOptions): string {
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
      routes: [
        ...(orchestrators === undefined ? [] : [orchestratorRoute(orchestrators)]),
        { receiver: 'pages', matchers: ['severity="page"'], repeat_interval: `${repeatHours}h` },
        // What a route has taken does not come to the receiver above.
        ...(orchestrators === undefined ? [] : [{ receiver: 'tickets' }]),
      ],
    },
    inhibit_rules: inhibitRules(),
    // Last, since the examples belong to the last receiver.
    receivers: [
      ...(orchestrators === undefined ? [] : [orchestratorReceiver(orchestrators)]),
      receiver('tickets'),
      receiver('pages'),
    ],
  };
  return FILE_HEADERS.alertmanager + stringify(whole, { lineWidth: 0 }) + EXAMPLES;
}

/** At once, beside the people; confirmed once a minute, since an orchestrator forgets what is not. */
function orchestratorRoute({ service }: OrchestratorReceivers) {
  return {
    receiver: ORCHESTRATORS,
    matchers: [`${SERVICE}="${service}"`],
    group_by: [SERVICE],
    group_wait: '0s',
    group_interval: '1s',
    repeat_interval: '1m',
    continue: true,
  };
}

function orchestratorReceiver({ urls, tokenFile }: OrchestratorReceivers) {
  const authorized = tokenFile !== undefined && {
    http_config: { authorization: { type: 'Bearer', credentials_file: tokenFile } },
  };
  return {
    name: ORCHESTRATORS,
    webhook_configs: urls.map((url) => ({
      url,
      send_resolved: true,
      max_alerts: MOST_ALERTS,
      ...authorized,
    })),
  };
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
