import type { Finding, ServiceView } from '@understudy/findings';

/** Orders of people that have outlived their end: they count no more, and are easily forgotten. Pure. */
export function assessDirectives({
  directives: { freeze, maintenance },
  atMs,
}: ServiceView): readonly Finding[] {
  const freezes: readonly Finding[] =
    freeze === undefined || freeze.untilMs > atMs
      ? []
      : [
          {
            code: 'freeze-outlived',
            subject: freeze.by,
            evidence: [{ by: freeze.by, what: freeze.reason, atMs: freeze.untilMs }],
          },
        ];
  const outlived = maintenance
    .filter(({ untilMs }) => untilMs <= atMs)
    .map(({ subject, by, reason, untilMs }): Finding => ({
      code: 'maintenance-outlived',
      subject,
      evidence: [{ by, what: reason, atMs: untilMs }],
    }));
  return [...freezes, ...outlived];
}
