import { describe, expect, it } from '@jest/globals';
import { StepList } from './step-list.ts';

interface Run {
  readonly log: string[];
}

const openCloud = async ({ log }: Run) => {
  log.push('open');
  return { cloud: 'local' };
};
const openShop = async ({ cloud }: { readonly cloud: string }) => ({ shop: `a shop in the ${cloud} cloud` });
const visit = async ({ log, shop }: Run & { readonly shop?: string }) => {
  log.push(`visit ${shop ?? 'nothing'}`);
};

const scenario = (withShop: boolean) =>
  StepList.from<Run>()
    .step('starting the cloud', openCloud)
    .when(withShop, (steps) => steps.step('opening the shop', openShop))
    .step('traffic', visit)
    .also(async ({ log, cloud }) => void log.push(`look at ${cloud}`));

const { signal } = new AbortController();

describe('StepList', () => {
  it('runs the steps in order, each with what those before it gave', async () => {
    const log: string[] = [];
    const begun: string[] = [];
    const context = await scenario(true).run({ log }, { signal, onBegin: (title) => void begun.push(title) });
    expect(begun).toEqual(['starting the cloud', 'opening the shop', 'traffic']);
    expect(log).toEqual(['open', 'visit a shop in the local cloud', 'look at local']);
    expect(context).toMatchObject({ cloud: 'local', shop: 'a shop in the local cloud' });
  });

  it('leaves out the steps whose condition does not hold', async () => {
    const log: string[] = [];
    const steps = scenario(false);
    expect(steps.titles).toEqual(['starting the cloud', 'traffic']);
    await steps.run({ log }, { signal, onBegin: () => undefined });
    expect(log).toEqual(['open', 'visit nothing', 'look at local']);
  });

  it('begins no step once it is aborted, nor after one that failed', async () => {
    const log: string[] = [];
    const stopping = new AbortController();
    const begin = (title: string) => {
      if (title === 'opening the shop') stopping.abort(new Error('enough'));
    };
    const stopped = scenario(true).run({ log }, { signal: stopping.signal, onBegin: begin });
    await expect(stopped).rejects.toThrow('enough');
    expect(log).toEqual(['open']);

    const broken = StepList.from<Run>()
      .step('breaking', () => Promise.reject(new Error('broken')))
      .step('traffic', visit);
    await expect(broken.run({ log }, { signal, onBegin: () => undefined })).rejects.toThrow('broken');
    expect(log).toEqual(['open']);
  });
});
