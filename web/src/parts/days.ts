// Days and instants where the centre is, whatever zone the browser is in. A day is a Date at midnight UTC.

const HOUR = 3_600_000
const formats = new Map<string, Intl.DateTimeFormat>()

/** The clock on the wall at an instant, as if it were UTC. */
export function wall(at: number, zone: string): number {
  let made = formats.get(zone)
  if (!made) {
    const numbers = { year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric" } as const
    formats.set(zone, (made = new Intl.DateTimeFormat("en-US", { timeZone: zone, hourCycle: "h23", ...numbers })))
  }
  const found: Record<string, number> = {}
  for (const { type, value } of made.formatToParts(at)) found[type] = Number(value)
  return Date.UTC(found.year!, found.month! - 1, found.day!, found.hour, found.minute, found.second)
}

/** The day on which an instant falls. */
export function dayAt(at: number, zone: string): Date {
  return new Date(Math.floor(wall(at, zone) / (24 * HOUR)) * 24 * HOUR)
}

/** The instant at an hour of a day; where summer time skips it, the one right after. */
export function instantAt(day: Date, hour: number, zone: string): number {
  const wanted = day.getTime() + hour * HOUR
  let at = wanted
  for (let n = 0; n < 3; n++) at += wanted - wall(at, zone)
  return at
}

/** 2026-11-22 */
export const nameOf = (day: Date): string => day.toISOString().slice(0, 10)
export const plus = (day: Date, days: number): Date => new Date(day.getTime() + days * 24 * HOUR)
const monday = (day: Date): Date => plus(day, -((day.getUTCDay() + 6) % 7))
/** The first of the month that is so many months on. */
export const monthOn = (day: Date, months: number): Date => new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + months, 1))

/** The days that are shown: a week, or the weeks of a month. */
export function daysOf(day: Date, month: boolean): readonly Date[] {
  if (!month) return Array.from({ length: 7 }, (_, n) => plus(monday(day), n))
  const first = monday(monthOn(day, 0))
  const weeks = Math.ceil((monthOn(day, 1).getTime() - first.getTime()) / (7 * 24 * HOUR))
  return Array.from({ length: weeks * 7 }, (_, n) => plus(first, n))
}
