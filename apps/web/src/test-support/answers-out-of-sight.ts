import type { Page } from 'playwright-core';

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
