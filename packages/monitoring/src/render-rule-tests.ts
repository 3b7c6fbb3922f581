import { stringify } from 'yaml';
import type { Alert } from './alert.ts';
import { ALERTS } from './alerts.ts';
import { HEALTHY_SAMPLES } from './healthy-samples.ts';
import { FILE_HEADERS } from './file-headers.ts';
import { FILE_NAMES } from './file-names.ts';
import { ruleLabels, type RenderRulesOptions } from './render-rules.ts';
import { runbookUrl } from './runbook-url.ts';
import { END_SECONDS, FAULT_AT_SECONDS, SAMPLE_SECONDS } from './samples.ts';

/** When a healthy service is looked at, in seconds. */
const HEALTHY_AT = [300, 900, END_SECONDS];

/**
 * `understudy.rules.test.yml` for `promtool test rules`: each alert fires on its fault with its labels and texts, not before
 * the fault begins, and none fires in 30 minutes of a healthy service.
 */
export function renderRuleTests({ runbooks }: RenderRulesOptions): string {
  const interval = `${SAMPLE_SECONDS}s`;
  const tests = [
    {
      name: 'a healthy service',
      interval,
      input_series: inputSeries(HEALTHY_SAMPLES),
      alert_rule_test: HEALTHY_AT.flatMap((seconds) =>
        Object.keys(ALERTS).map((name) => ({ eval_time: `${seconds}s`, alertname: name, exp_alerts: [] })),
      ),
    },
    ...Object.entries(ALERTS).map(([name, alert]) => ({
      name,
      interval,
      input_series: inputSeries(faultySamples(alert)),
      alert_rule_test: [
        { eval_time: `${FAULT_AT_SECONDS - SAMPLE_SECONDS}s`, alertname: name, exp_alerts: [] },
        {
          eval_time: `${FAULT_AT_SECONDS + alert.fault.firesAfterSeconds}s`,
          alertname: name,
          exp_alerts: [expected(alert, runbooks)],
        },
      ],
    })),
  ];
  const whole = { rule_files: [FILE_NAMES.rules], evaluation_interval: interval, tests };
  return FILE_HEADERS.ruleTests + stringify(whole, { lineWidth: 0, aliasDuplicateObjects: false });
}

type Samples = Readonly<Record<string, string>>;

/** The healthy service's series that the alert looks at, with those that the fault changes. */
function faultySamples({ expr, fault }: Alert): Samples {
  const metrics = new Set(expr.match(/\bup\b|\bunderstudy_\w+/g));
  const looked = Object.entries(HEALTHY_SAMPLES).filter(([series]) =>
    metrics.has(series.slice(0, series.indexOf('{'))),
  );
  return { ...Object.fromEntries(looked), ...fault.series };
}

function inputSeries(samples: Samples) {
  return Object.entries(samples).map(([series, values]) => ({ series, values }));
}

function expected(alert: Alert, runbooks: string) {
  const { fault, summary, description } = alert;
  return {
    exp_labels: { ...fault.labels, ...ruleLabels(alert) },
    exp_annotations: {
      summary: fill(summary, fault),
      description: fill(description, fault),
      runbook_url: runbookUrl(runbooks, alert),
    },
  };
}

/** The text as Prometheus expands it for the fault. */
function fill(template: string, { labels, value = '' }: Alert['fault']): string {
  return template
    .replaceAll(/\{\{ \$labels\.(\w+) \}\}/g, (_whole, label: string) => labels[label] ?? '')
    .replaceAll(/\{\{ \$value \| \w+ \}\}/g, () => value);
}
