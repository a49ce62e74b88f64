import { known, type Locale, LOCALES, pick } from "../../i18n"
import { dayTime } from "../../parts/time"
import type { Text } from "../../wire"

/** A record of a customer database: what stands in it is the database's own. */
export type Row = Readonly<Record<string, unknown>>

const isText = (value: object): value is Text => LOCALES.some((locale) => locale in value)

/** A value of such a record in words; a number of that size is an instant. */
export function shown(value: unknown, locale: Locale): string {
  if (value == null || value === "") return ""
  if (typeof value === "number") return value > 1e11 ? dayTime(value, locale) : value.toLocaleString("en")
  if (Array.isArray(value)) return value.map((one) => shown(one, locale)).join("; ")
  if (typeof value === "object") {
    if (isText(value)) return pick(value, locale)
    return Object.values(value)
      .map((one) => shown(one, locale))
      .filter(Boolean)
      .join(" ")
  }
  return known(`order.${String(value)}`, String(value))
}
