/** The two data regions of the sample routes. */
export const REGIONS = ['us-east-1', 'eu-central-1'] as const;
