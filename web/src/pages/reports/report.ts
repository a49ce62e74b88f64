// What a report is on the wire, what it is asked for, and how its figures are written. Pure.

import type { Locale, Translate } from "../../i18n"
import { span } from "../../parts/time"
import type { Text } from "../../wire"

export interface Measure {
  readonly id: string
  readonly title: Text
  readonly meaning: Text
  readonly unit: "count" | "share" | "ms" | "points" | "stars"
  readonly group: string
  readonly better: "up" | "down" | ""
  readonly opens: string
  readonly sort: string
  readonly of_work: boolean
}
export type Values = Readonly<Record<string, number | null | undefined>>
export interface Figure {
  readonly value?: number | null
  readonly before?: number | null
}
export interface Line {
  readonly key: string
  readonly values: Values
  readonly before: number
}
/** A department or a kind: `works`: how many pieces count, `before`: on the days before. */
export interface WorkLine {
  readonly key: string
  readonly works: number
  readonly before: number
  readonly values: Values
}
export interface ClauseLine {
  readonly clause: string
  readonly met: number
  readonly missed: number
  readonly broken: number
  readonly kept: number
  readonly before?: number | null
}
export interface Report {
  readonly first: string
  readonly last: string
  readonly before_first: string
  readonly before_last: string
  readonly figures: Readonly<Record<string, Figure>>
  readonly days: readonly { readonly day: string; readonly values: Values }[]
  readonly by: Readonly<Record<string, readonly Line[]>>
  readonly clauses: readonly ClauseLine[]
  readonly works: Readonly<Record<string, readonly WorkLine[]>>
}
export interface ReportPage {
  readonly report: Report
  readonly measures: readonly Measure[]
  readonly labels: Readonly<Record<string, Readonly<Record<string, Text>>>>
  readonly behind: number
  readonly today: string
}

export const FILTERS = ["channel", "queue", "agent", "product"] as const
export type FilterName = (typeof FILTERS)[number]
export interface Choice {
  /** ISO days, both included; empty for the last seven. */
  readonly from: string
  readonly to: string
  readonly filters: Readonly<Partial<Record<FilterName, string>>>
  /** The figure of the large chart. */
  readonly figure: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/
const day = (text: string | null): string => (text && DAY.test(text) ? text : "")

export function readChoice(search: string): Choice {
  const query = new URLSearchParams(search)
  const filters: Partial<Record<FilterName, string>> = {}
  for (const name of FILTERS) {
    const value = query.get(name)
    if (value !== null) filters[name] = value
  }
  return { from: day(query.get("from")), to: day(query.get("to")), filters, figure: query.get("figure") ?? "conversations" }
}

/** The choice as an address has it; `page` false for what the server is asked. */
export function writeChoice(choice: Choice, page = true): string {
  const query = new URLSearchParams()
  if (choice.from) query.set("from", choice.from)
  if (choice.to) query.set("to", choice.to)
  for (const name of FILTERS) {
    const value = choice.filters[name]
    if (value !== undefined) query.set(name, value)
  }
  if (page && choice.figure !== "conversations") query.set("figure", choice.figure)
  return query.toString()
}

/** The list of conversations behind a figure, or behind a part of it. */
export function talksOf(
  report: Report,
  choice: Choice,
  more: Readonly<Record<string, string>>,
): string {
  const query = new URLSearchParams({ from: report.first, to: report.last })
  for (const name of FILTERS) {
    const value = choice.filters[name]
    if (value !== undefined) query.set(name, value)
  }
  for (const [name, value] of Object.entries(more)) {
    if (name === "only" && value === "all") continue
    if (name === "sort" && value === "time") continue
    query.set(name, value)
  }
  return `/talks?${query}`
}

/** The work behind a figure of a department or a kind; `tally`: what it counts as. */
export function worksOf(report: Report, choice: Choice, split: string, key: string, tally: string): string {
  const query = new URLSearchParams({ board: "all", tally, from_day: report.first, to_day: report.last })
  query.set(split, key || "none")
  for (const name of ["channel", "queue", "agent"] as const) {
    const value = choice.filters[name]
    if (value !== undefined) query.set(name, value)
  }
  return `/work?${query}`
}

const COUNTS: Record<Locale, Intl.NumberFormat> = {
  "zh-Hans": new Intl.NumberFormat("zh-CN"),
  "zh-Hant": new Intl.NumberFormat("zh-HK"),
  en: new Intl.NumberFormat("en-GB"),
}

/** A figure as people read it: 1,204 · 93.5% · 0:42 · 87.3 · 4.25 */
export function written(value: number | null | undefined, unit: Measure["unit"], locale: Locale): string {
  if (value == null) return "–"
  if (unit === "share") return `${(value * 100).toFixed(value >= 0.9995 || value === 0 ? 0 : 1)}%`
  if (unit === "ms") return span(Math.round(value / 1000) * 1000)
  if (unit === "points") return value.toFixed(1)
  if (unit === "stars") return value.toFixed(2)
  return COUNTS[locale].format(Math.round(value))
}

/** Whether today is among the days, so that sums still grow. */
export const isOpen = (page: Pick<ReportPage, "report" | "today">): boolean => page.report.last >= page.today

/** Whether sums say nothing beside those of the days before: of a day or two, the one that is not over is too much. */
export const tooSoon = (page: Pick<ReportPage, "report" | "today">): boolean =>
  isOpen(page) && Date.parse(page.report.last) - Date.parse(page.report.first) < 2 * 86_400_000

export interface Trend {
  readonly text: string
  readonly way: "up" | "down" | "same"
  readonly tone: "good" | "bad" | "plain"
}

/** How a figure changed: shares in percentage points, scores and stars by their difference, all else in percent. */
export function trend(figure: Figure, measure: Measure, t: Translate): Trend | undefined {
  const { value, before } = figure
  if (value == null || before == null) return undefined
  const by = value - before
  let text: string
  if (measure.unit === "share") text = t("reports.points", { by: Math.abs(by * 100).toFixed(1) })
  else if (measure.unit === "points" || measure.unit === "stars") text = Math.abs(by).toFixed(measure.unit === "stars" ? 2 : 1)
  else if (before === 0) return undefined
  else text = value >= 10 * before ? `×${Math.round(value / before)}` : `${Math.abs((by / before) * 100).toFixed(0)}%`
  const nothing = !/[1-9]/.test(text)
  const way = nothing ? "same" : by > 0 ? "up" : "down"
  const tone = nothing || !measure.better ? "plain" : way === measure.better ? "good" : "bad"
  return { text, way, tone }
}

const iso = (at: Date): string => at.toISOString().slice(0, 10)
const shifted = (from: string, days: number): string => iso(new Date(Date.parse(`${from}T00:00:00Z`) + days * 86_400_000))

export type Preset = "today" | "week" | "month" | "last_month" | "quarter"
export const PRESETS: readonly Preset[] = ["today", "week", "month", "last_month", "quarter"]

/** The days of a preset, at the centre's own date. */
export function presetDays(preset: Preset, today: string): readonly [string, string] {
  const first = `${today.slice(0, 8)}01`
  if (preset === "today") return [today, today]
  if (preset === "week") return [shifted(today, -6), today]
  if (preset === "month") return [shifted(today, -27), today]
  if (preset === "quarter") return [shifted(today, -90), today]
  const last = shifted(first, -1)
  return [`${last.slice(0, 8)}01`, last]
}

/** Month and day of an ISO day: 11-22. */
export const shortDay = (text: string): string => text.slice(5)
