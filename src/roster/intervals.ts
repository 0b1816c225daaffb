/** Set operations on moments, as lists of half-open intervals. */
import type { Interval } from "./roster.ts";

/** Sorts intervals, and joins those that overlap or touch. */
export function merged(intervals: readonly Interval[]): Interval[] {
  const joined: { from: number; until: number }[] = [];
  for (const { from, until } of [...intervals].sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last.until) last.until = Math.max(last.until, until);
    else joined.push({ from, until });
  }
  return joined;
}

/** The moments in both lists. Each list is sorted and has no overlaps. */
export function intersection(one: readonly Interval[], other: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  for (let i = 0, j = 0; i < one.length && j < other.length; ) {
    const [a, b] = [one[i] as Interval, other[j] as Interval];
    const from = Math.max(a.from, b.from);
    const until = Math.min(a.until, b.until);
    if (from < until) common.push({ from, until });
    if (a.until < b.until) i++;
    else j++;
  }
  return merged(common);
}

/** The moments that are in more than one of several intervals. */
export function inSeveral(intervals: readonly Interval[]): Interval[] {
  const common: Interval[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (const { from, until } of [...intervals].sort((a, b) => a.from - b.from)) {
    if (from < latest) common.push({ from, until: Math.min(until, latest) });
    latest = Math.max(latest, until);
  }
  return merged(common);
}

/** The part of an interval inside another; its length is 0 or negative if they do not overlap. */
export function clipped({ from, until }: Interval, span: Interval): Interval {
  return { from: Math.max(from, span.from), until: Math.min(until, span.until) };
}

/** The moments of one list that are not in the other. Each list is sorted and has no overlaps. */
export function without(one: readonly Interval[], other: readonly Interval[]): Interval[] {
  return one.flatMap((interval) => {
    const left: Interval[] = [];
    let { from } = interval;
    for (const hole of overlapping(other, interval)) {
      if (hole.from > from) left.push({ from, until: hole.from });
      from = hole.until;
    }
    return from < interval.until ? [...left, { from, until: interval.until }] : left;
  });
}

/** The total minutes of a list without overlaps. */
export function length(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { from, until }) => sum + until - from, 0);
}

/** The intervals of a sorted list without overlaps that overlap a given interval. */
export function overlapping(intervals: readonly Interval[], { from, until }: Interval): readonly Interval[] {
  let low = 0;
  let high = intervals.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((intervals[middle] as Interval).until > from) high = middle;
    else low = middle + 1;
  }
  let end = low;
  while (end < intervals.length && (intervals[end] as Interval).from < until) end++;
  return intervals.slice(low, end);
}

/** Whether two intervals have a moment in common. */
export function overlap(one: Interval, other: Interval): boolean {
  return one.from < other.until && other.from < one.until;
}

/** Whether a moment is in any of several intervals. */
export function contains(intervals: readonly Interval[], moment: number): boolean {
  return intervals.some(({ from, until }) => from <= moment && moment < until);
}
