import { renderMonitoring } from '../render-monitoring.ts';

/** Everything that is rendered for a service of three programs. */
export function sampleFiles(): Readonly<Record<string, string>> {
  return renderMonitoring({
    service: 'shop',
    targets: [
      { name: 'gateway-1', address: '10.0.0.5:8000', scheme: 'http', path: '/metrics' },
      { name: 'replicator', address: '10.0.0.6:9465', scheme: 'http', path: '/metrics' },
      { name: 'replicator', address: '[fd00::7]:9465', scheme: 'https', path: '/ops/metrics' },
    ],
    alertmanager: '127.0.0.1:9093',
    runbooks: 'https://docs.example/runbooks/',
    webhook: 'http://127.0.0.1:8080/alerts',
  });
}
