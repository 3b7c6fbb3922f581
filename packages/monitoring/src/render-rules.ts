import { stringify } from 'yaml';
import type { Alert, AlertArea } from './alert.ts';
import { ALERTS } from './alerts.ts';
import { FILE_HEADERS } from './file-headers.ts';
import { runbookUrl } from './runbook-url.ts';

export interface RenderRulesOptions {
  /** URL of the folder that has the pages of runbooks. */
  readonly runbooks: string;
}

/** `understudy.rules.yml`: every alert, a group for each area. */
export function renderRules({ runbooks }: RenderRulesOptions): string {
  const areas = [...new Set(Object.values(ALERTS).map(({ area }) => area))];
  const groups = areas.map((area) => ({
    name: `understudy-${area}`,
    rules: Object.entries(ALERTS)
      .filter(([, alert]) => alert.area === area)
      .map(([name, alert]) => renderRule(name, alert, runbooks)),
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

/** The labels that the rule adds; Alertmanager routes and inhibits by them. */
export function ruleLabels({
  severity,
  area,
  finding,
}: Pick<Alert, 'severity' | 'area' | 'finding'>): Readonly<Record<string, string>> & {
  readonly area: AlertArea;
} {
  return { severity, area, ...(finding !== undefined && { finding }) };
}
