import { stringify } from 'yaml';
import type { Alert, AlertArea } from './alert.ts';
import { ALERTS } from './alerts.ts';
import { FILE_HEADERS } from './file-headers.ts';
import { runbookUrl } from './runbook-url.ts';
import { SIGNAL } from './series-of.ts';

export interface RenderRulesOptions {
  /** URL of the folder that has the pages of runbooks. */
  readonly runbooks: string;
  /** The longest that a fault has to hold before its alert fires, in seconds: for rehearsals. As the catalogue says unless given. */
  readonly mostHoldSeconds?: number;
}

/** `understudy.rules.yml`: every alert, a group for each area. */
export function renderRules({ runbooks, mostHoldSeconds = Infinity }: RenderRulesOptions): string {
  const areas = [...new Set(Object.values(ALERTS).map(({ area }) => area))];
  const groups = areas.map((area) => ({
    name: `understudy-${area}`,
    rules: Object.entries(ALERTS)
      .filter(([, alert]) => alert.area === area)
      .map(([name, alert]) => renderRule(name, { ...alert, ...shortened(alert, mostHoldSeconds) }, runbooks)),
  }));
  return FILE_HEADERS.rules + stringify({ groups }, { lineWidth: 0 });
}

function renderRule(name: string, alert: Alert, runbooks: string) {
  const { expr, summary, description } = alert;
  return {
    alert: name,
    expr,
    ...(alert.for !== undefined && { for: alert.for }),
    labels: ruleLabels(alert),
    annotations: { summary, description, runbook_url: runbookUrl(runbooks, alert) },
  };
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3_600 };

function shortened({ for: held }: Alert, mostSeconds: number): Pick<Alert, 'for'> {
  if (held === undefined) return {};
  const seconds = parseInt(held) * (UNITS[held.slice(-1)] ?? NaN);
  return { for: seconds <= mostSeconds ? held : `${mostSeconds}s` };
}

/** The labels that the rule adds; Alertmanager routes and inhibits by them. */
export function ruleLabels({
  severity,
  area,
  finding,
  signal,
}: Pick<Alert, 'severity' | 'area' | 'finding' | 'signal'>): Readonly<Record<string, string>> & {
  readonly area: AlertArea;
} {
  return {
    severity,
    area,
    ...(finding !== undefined && { finding }),
    ...(signal !== undefined && { [SIGNAL]: signal }),
  };
}
