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
};

/** What failed with its remedy, what setup creates, and how many passed; one paragraph each. */
export function renderChecks(checks: readonly Check[], { columns, withPassed }: RenderChecksOptions): string {
  const shown = checks.filter(({ outcome }) => withPassed || outcome !== 'passed');
  const passed = checks.filter(({ outcome }) => outcome === 'passed').length;
  const missing = checks.filter(({ outcome }) => outcome === 'missing').length;
  const failed = checks.length - passed - missing;
  const counts = [`${passed} passed`, ...(missing > 0 ? [`${missing} missing`] : []), `${failed} failed`];
  const next = failed > 0 ? '' : missing > 0 ? ' Next: understudy setup' : ' The service is set up.';
  return [...shown.flatMap((check) => lines(check, columns)), `${counts.join(', ')}.${next}`].join('\n');
}

function lines(check: Check, columns: number): readonly string[] {
  const { outcome, where, table, topic, what } = check;
  const head = `${WORDS[outcome].padEnd(8)}${[topic, table, where].filter(Boolean).join('  ')}`;
  const remedy = 'remedy' in check ? [`To do: ${check.remedy}`] : [];
  return [
    head.slice(0, columns),
    ...[what, ...remedy].flatMap((text) => wrapText(text, columns - 8)).map((line) => `        ${line}`),
  ];
}
