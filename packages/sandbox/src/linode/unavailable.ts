/** Plans that a region has not, as `/regions/{id}/availability` tells. */
export const UNAVAILABLE: readonly { readonly region: string; readonly plan: string }[] = [
  { region: 'us-ord', plan: 'g6-dedicated-2' },
];
