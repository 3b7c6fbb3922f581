/** Samples of Prometheus's text format by their series: `understudy_a_total{table="orders"}` → `3`. */
export function readSamples(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), line.slice(end + 1).replace(/^Nan$/, 'NaN')];
    }),
  );
}
