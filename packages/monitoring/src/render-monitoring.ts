import { DASHBOARDS } from './dashboards.ts';
import { FILE_NAMES } from './file-names.ts';
import { renderAlertmanager, type RenderAlertmanagerOptions } from './render-alertmanager.ts';
import { renderDashboard } from './render-dashboard.ts';
import { renderPrometheus, type RenderPrometheusOptions } from './render-prometheus.ts';
import { renderRules, type RenderRulesOptions } from './render-rules.ts';
import { renderRuleTests } from './render-rule-tests.ts';

export interface RenderMonitoringOptions
  extends RenderPrometheusOptions, RenderRulesOptions, RenderAlertmanagerOptions {}

/** Every file that watches a service: its text, by its path below one folder. */
export function renderMonitoring(options: RenderMonitoringOptions): Readonly<Record<string, string>> {
  const dashboards = DASHBOARDS.map((dashboard) => [
    `${FILE_NAMES.dashboards}/understudy-${dashboard.slug}.json`,
    renderDashboard(dashboard),
  ]);
  return {
    [FILE_NAMES.prometheus]: renderPrometheus(options),
    [FILE_NAMES.rules]: renderRules(options),
    [FILE_NAMES.ruleTests]: renderRuleTests(options),
    [FILE_NAMES.alertmanager]: renderAlertmanager(options),
    ...(Object.fromEntries(dashboards) as Record<string, string>),
  };
}
