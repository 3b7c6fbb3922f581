import { stringify } from 'yaml';
import { FILE_HEADERS } from './file-headers.ts';
import { FILE_NAMES } from './file-names.ts';
import type { ScrapeTarget } from './scrape-target.ts';
import { SERVICE } from './series-of.ts';

export interface RenderPrometheusOptions {
  /** The service's name; every series gets it as the label `understudy_service`. */
  readonly service: string;
  readonly targets: readonly ScrapeTarget[];
  /** `host:port` of Alertmanager. */
  readonly alertmanager: string;
  /** From one scrape to the next, and between evaluations of rules; 15 unless given. */
  readonly everySeconds?: number;
}

/** The longest that one scrape may take, in seconds. */
const TIMEOUT_SECONDS = 10;

/** `prometheus.yml`: a job for each name of targets, the rules, and where alerts go. */
export function renderPrometheus({
  service,
  targets,
  alertmanager,
  everySeconds = 15,
}: RenderPrometheusOptions): string {
  const names = [...new Set(targets.map(({ name }) => name))];
  const whole = {
    global: {
      scrape_interval: `${everySeconds}s`,
      scrape_timeout: `${Math.min(everySeconds, TIMEOUT_SECONDS)}s`,
      evaluation_interval: `${everySeconds}s`,
    },
    rule_files: [FILE_NAMES.rules, FILE_NAMES.ownRules],
    alerting: { alertmanagers: [{ static_configs: [{ targets: [alertmanager] }] }] },
    scrape_configs: names.map((name) =>
      renderJob(
        name,
        targets.filter((target) => target.name === name),
        service,
      ),
    ),
  };
  return FILE_HEADERS.prometheus + stringify(whole, { lineWidth: 0 });
}

/** A target that differs from its job in scheme or path says so by the labels that Prometheus reads it from. */
function renderJob(name: string, targets: readonly ScrapeTarget[], service: string) {
  return {
    job_name: name,
    static_configs: targets.map(({ address, scheme, path }) => ({
      targets: [address],
      labels: {
        [SERVICE]: service,
        ...(scheme === 'https' && { __scheme__: scheme }),
        ...(path !== '/metrics' && { __metrics_path__: path }),
      },
    })),
  };
}
