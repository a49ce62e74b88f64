// Instants and spans of time in words and figures.

import { dayAt, instantAt, nameOf, plus } from "./days"
import { serverNow } from "../live/store"
import { LOCALE_NAMES, type Locale, nearest } from "../i18n"

/** The tags by which the browser knows how a language writes days and times. */
export const TAGS: Record<Locale, string> = { "zh-Hans": "zh-CN", "zh-Hant": "zh-HK", en: "en-GB" }
const formats = new Map<string, Intl.DateTimeFormat>()
let place = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The zone in which times are shown: the centre's, wherever the browser is; the browser's until that is known. */
export const zone = (): string => place
export function setZone(next: string): void {
  place = next
  formats.clear()
}

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale + JSON.stringify(options)
  let made = formats.get(key)
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(TAGS[locale], { timeZone: place, hourCycle: "h23", ...options })))
  return made
}

/** 15:04:05 */
export const clock = (at: number, locale: Locale): string =>
  format(locale, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at)

/** 15:04 */
export const hourMinute = (at: number, locale: Locale): string => format(locale, { hour: "2-digit", minute: "2-digit" }).format(at)

/** The first instant of the day, or of the one so many days on: not all days are equally long. */
export const dayStart = (at: number, days = 0): number => instantAt(plus(dayAt(at, place), days), 0, place)

/** The day on which an instant falls: 2026-11-22 */
export const dayName = (at: number): string => nameOf(dayAt(at, place))

/** 15:04:05 on the day of `since`, else with its own day. */
export function clockSince(at: number, since: number, locale: Locale): string {
  if (dayName(at) === dayName(since)) return clock(at, locale)
  return format(locale, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" }).format(at)
}

/** 15:04 today, with the day in the same year, else the day alone. */
export function dayTime(at: number, locale: Locale): string {
  const [then, now] = [dayName(at), dayName(serverNow())]
  if (then.slice(0, 4) !== now.slice(0, 4)) return day(at, locale)
  if (then === now) return hourMinute(at, locale)
  return format(locale, { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit" }).format(at)
}

/** A day. */
export const day = (at: number, locale: Locale): string =>
  format(locale, { year: "numeric", month: "short", day: "numeric" }).format(at)

/** 0:07, 12:45, 1:02:03 */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const rest = String(seconds % 60).padStart(2, "0")
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes}:${rest}`
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`
}

/** What fits into a small ring: 4.2, 38, 12m, 3h */
export function brief(ms: number): string {
  const seconds = Math.max(0, ms / 1000)
  if (seconds < 9.95) return seconds.toFixed(1)
  if (seconds < 99.5) return String(Math.round(seconds))
  if (seconds < 5400) return `${Math.round(seconds / 60)}m`
  if (seconds < 129_600) return `${Math.round(seconds / 3600)}h`
  return seconds < 8_640_000 ? `${Math.round(seconds / 86_400)}d` : "–"
}

/** What is left in a ring, or by how much it is over: 4.2, +12 */
export function left(ms: number): string {
  if (ms > 0) return brief(ms)
  return ms > -10_000 ? `+${Math.floor(-ms / 1000)}` : `+${brief(-ms)}`
}

const SPOKEN: Readonly<Record<string, string>> = { yue: "粵", mixed: "中/EN" }
/** The short name of what somebody speaks: 简, 繁, EN, 粵 or 中/EN. */
export const short = (tag: string): string => SPOKEN[tag] ?? LOCALE_NAMES[nearest(tag)].short

/** 8:05 → 485; NaN where it is no time. */
export function minuteOf(text: string): number {
  const found = /^(\d{1,2}):(\d{2})$/.exec(text)
  return found ? Number(found[1]) * 60 + Number(found[2]) : NaN
}
/** 485 → 08:05 */
export const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`
