import type { Check } from '@understudy/service';
import { wrapText } from '../wrap-text.ts';

export interface RenderChecksOptions {
  readonly columns: number;
  /** Whether checks that passed are listed, not only counted. */
  readonly withPassed: boolean;
}

const WORDS: Readonly<Record<Check['outcome'], string>> = {
  passed: 'ok',
  missing: 'missing',
  failed: 'FAILED',
  unknown: 'unknown',
  warning: 'WARNING',
  note: 'note',
};

/** What failed with its code and remedy, what setup creates, what may break later, and how many passed; one paragraph each. */
export function renderChecks(checks: readonly Check[], { columns, withPassed }: RenderChecksOptions): string {
  const quiet = new Set<Check['outcome']>(['passed', 'note']);
  const shown = checks.filter(({ outcome }) => withPassed || !quiet.has(outcome));
  const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
  const missing = checks.filter(({ outcome }) => outcome === 'missing').length;
  const warnings = checks.filter(({ outcome }) => outcome === 'warning').length;
  const failed = checks.filter(({ outcome }) => outcome === 'failed' || outcome === 'unknown').length;
  const counts = [
    `${passed} passed`,
    ...(missing > 0 ? [`${missing} missing`] : []),
    ...(warnings > 0 ? [`${warnings} warnings`] : []),
    `${failed} failed`,
  ];
  const next = failed > 0 ? '' : missing > 0 ? ' Next: understudy setup' : ' The service is set up.';
  return [...shown.flatMap((check) => lines(check, columns)), `${counts.join(', ')}.${next}`].join('\n');
}

function lines(check: Check, columns: number): readonly string[] {
  const { outcome, where, table, topic, what } = check;
  const code = 'code' in check ? check.code : undefined;
  const head = `${WORDS[outcome].padEnd(8)}${[topic, table, where, code].filter(Boolean).join('  ')}`;
  const remedy = 'remedy' in check ? [`To do: ${check.remedy}`] : [];
  return [
    head.slice(0, columns),
    ...[what, ...remedy].flatMap((text) => wrapText(text, columns - 8)).map((line) => `        ${line}`),
  ];
}
