/** The names of the rendered files; some of them name others. */
export const FILE_NAMES = {
  prometheus: 'prometheus.yml',
  rules: 'understudy.rules.yml',
  /** Rules of the applications, which are not rendered; a pattern. */
  ownRules: 'rules/*.yml',
  ruleTests: 'understudy.rules.test.yml',
  alertmanager: 'alertmanager.yml',
  dashboards: 'grafana',
} as const;
