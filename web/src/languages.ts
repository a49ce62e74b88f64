// The three languages of the pages. Stands alone, so that the customer's chat need not load the rest.

import type { Text } from "./wire"

export const LOCALES = ["zh-Hans", "zh-Hant", "en"] as const
export type Locale = (typeof LOCALES)[number]
export const LOCALE_NAMES: Record<Locale, { short: string; long: string }> = {
  "zh-Hans": { short: "简", long: "简体中文" },
  "zh-Hant": { short: "繁", long: "繁體中文" },
  en: { short: "EN", long: "English" },
}

/** One of the three languages of the pages for any language tag. */
export function nearest(tag: string | null | undefined): Locale {
  const name = (tag ?? "").toLowerCase()
  if (/^(zh-hant|zh-(hk|tw|mo)|yue)/.test(name)) return "zh-Hant"
  return name.startsWith("zh") ? "zh-Hans" : "en"
}

/** A text by language in one of them, else in any. */
export function pick(text: Text | undefined, wanted: Locale): string {
  if (!text) return ""
  return text[wanted] ?? text.en ?? text["zh-Hans"] ?? Object.values(text)[0] ?? ""
}
