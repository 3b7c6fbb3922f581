const MADE = '# Made by `understudy monitoring render`; run it again instead of changing this file.\n';

/** The first lines of the rendered files. */
export const FILE_HEADERS = {
  prometheus: `${MADE}# Check it: promtool check config prometheus.yml\n`,
  rules: `${MADE}# Check it: promtool check rules understudy.rules.yml\n`,
  ruleTests: `${MADE}# Each alert fires on its fault, and none fires on a healthy service: promtool test rules understudy.rules.test.yml\n`,
  alertmanager: `${MADE}# Check it: amtool check-config alertmanager.yml\n`,
} as const;
