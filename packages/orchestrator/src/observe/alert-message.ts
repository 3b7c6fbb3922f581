import * as z from 'zod';

/** Alertmanager tells the labels and annotations that a rule has; others are passed over. */
const texts = z.record(z.string(), z.string());

const alert = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: texts,
  annotations: texts.default({}),
  startsAt: z.iso.datetime({ offset: true }),
  /** The year 1 while the alert fires and its end is not known. */
  endsAt: z.iso.datetime({ offset: true }).optional(),
  fingerprint: z.string().min(1).max(64),
});

/** What Alertmanager posts to a webhook, version 4 of its form; later versions of Alertmanager add members. */
export const alertMessage = z.object({ version: z.literal('4'), alerts: z.array(alert).max(2_000) });

export type ToldAlert = z.infer<typeof alert>;
