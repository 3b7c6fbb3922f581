import type { Page } from 'playwright-core';

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
