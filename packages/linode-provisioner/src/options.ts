import { LinodeProvisionerError } from './errors.ts';

const MINUTE_MS = 60_000;

export interface ProvisionerOptions {
  /** Pause between two looks at an instance, give or take 15 %. Default 3,500 ms. */
  readonly pollMs?: number;
  /** How long an instance may take from its creation or a boot to `running`. Default 20 min. */
  readonly runLimitMs?: number;
  /** How long a deleted one may take to be gone. Default 10 min. */
  readonly goneLimitMs?: number;
  /** How long a label is looked for after a create call whose answer was lost. Default 30 s. */
  readonly lookLimitMs?: number;
  /** Time limit of one look at an app's health. Default 2,000 ms. */
  readonly probeLimitMs?: number;
  /** Answers in a row after which an app counts as healthy. Default 2. */
  readonly probeConfirmations?: number;
  /** How many new instances are tried for one slot before it is given up. Default 3. */
  readonly attempts?: number;
  /** New instances that are made at a time; those that replace others are made one after the other. Default 4. */
  readonly concurrency?: number;
}

export type SettledOptions = Required<ProvisionerOptions>;

const STANDARD: SettledOptions = {
  pollMs: 3_500,
  runLimitMs: 20 * MINUTE_MS,
  goneLimitMs: 10 * MINUTE_MS,
  lookLimitMs: 30_000,
  probeLimitMs: 2_000,
  probeConfirmations: 2,
  attempts: 3,
  concurrency: 4,
};

/** @throws LinodeProvisionerError UND_LINODE_PROVISIONER_OPTIONS_INVALID */
export function settleOptions(options: ProvisionerOptions = {}): SettledOptions {
  const settled = { ...STANDARD, ...options };
  for (const [name, value] of Object.entries(settled)) {
    const whole = !name.endsWith('Ms');
    if (Number.isFinite(value) && value >= 1 && (!whole || Number.isSafeInteger(value))) continue;
    throw new LinodeProvisionerError('UND_LINODE_PROVISIONER_OPTIONS_INVALID', {
      what: `${name} is ${value}; expected ${whole ? 'a whole number from 1' : 'milliseconds from 1'}.`,
      details: { option: name, value },
    });
  }
  return settled;
}
