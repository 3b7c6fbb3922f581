import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
  }[];
}

/** What axe-core finds wrong with a page, by its rules of WCAG 2.2 AA and its best practices: one line for each element. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ html, failureSummary = '' }) =>
        `${id}: ${help}: ${html.slice(0, 160)} ${failureSummary.slice(0, 300)}`,
    ),
  );
}

/** Which of the five answers are not in sight without scrolling: below the bottom, or behind the tabs of a phone. */
export function answersOutOfSight(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const tabs = document.querySelector('.rail');
    const isAtBottom = tabs !== null && getComputedStyle(tabs).position === 'fixed';
    const bottom = isAtBottom ? tabs.getBoundingClientRect().top : innerHeight;
    const isInSight = (element: Element) => {
      const { top, height, width } = element.getBoundingClientRect();
      return height > 0 && width > 0 && top >= 0 && top + Math.min(height, 20) <= bottom;
    };
    return ['writes', 'writer', 'move', 'now', 'todo'].filter(
      (name) => ![...document.querySelectorAll(`[data-answer="${name}"]`)].some(isInSight),
    );
  });
}

/** What is wrong with the structure of a page: headings, landmarks, and what is wider than the screen. */
export function structureFindings(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const count = (selector: string) => document.querySelectorAll(selector).length;
    return [
      ...(count('h1') === 1 ? [] : [`${count('h1')} h1`]),
      ...(count('main') === 1 ? [] : [`${count('main')} main`]),
      ...(document.documentElement.scrollWidth <= innerWidth
        ? []
        : [`${document.documentElement.scrollWidth} px wide, ${innerWidth} px are there`]),
      ...(document.title.includes('Understudy') ? [] : [`titled "${document.title}"`]),
    ];
  });
}
