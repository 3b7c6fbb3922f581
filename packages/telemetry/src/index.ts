export { PrometheusTelemetry, type MetricHelp } from './adapters/prometheus.ts';
