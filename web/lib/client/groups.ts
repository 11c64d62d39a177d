import { m } from '#lib/paraglide/messages.js';
import { daysApart } from './format.ts';

/** Puts what has a time under "Today", "Yesterday", "This week", "Earlier"; keeps the order. */
export function groupByDay<T extends { updatedAtMs: number }>(
  items: T[],
  nowMs: number,
): { label: string; items: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const days = daysApart(item.updatedAtMs, nowMs);
    const label =
      days <= 0
        ? m.group_today()
        : days === 1
          ? m.group_yesterday()
          : days < 7
            ? m.group_week()
            : m.group_earlier();
    const group = groups.get(label);
    if (group) group.push(item);
    else groups.set(label, [item]);
  }
  return [...groups].map(([label, entries]) => ({ label, items: entries }));
}
