// Texts of the pages. They lie in locales/<area>.<language>.json; an area is a page or a shared part.

import i18next from "i18next"
import { useSyncExternalStore } from "react"
import type { Text } from "./wire"

export const LOCALES = ["zh-Hans", "zh-Hant", "en"] as const
export type Locale = (typeof LOCALES)[number]
export const LOCALE_NAMES: Record<Locale, { short: string; long: string }> = {
  "zh-Hans": { short: "简", long: "简体中文" },
  "zh-Hant": { short: "繁", long: "繁體中文" },
  en: { short: "EN", long: "English" },
}

const KEPT = "saywell.locale"
const files = import.meta.glob<Record<string, string>>("./locales/*.json", { eager: true, import: "default" })

function resources(): Record<string, { translation: Record<string, string> }> {
  const made: Record<string, { translation: Record<string, string> }> = {}
  for (const [path, texts] of Object.entries(files)) {
    const locale = path.split(".").at(-2)!
    Object.assign((made[locale] ??= { translation: {} }).translation, texts)
  }
  return made
}

/** One of the three languages of the pages for any language tag. */
export function nearest(tag: string | null | undefined): Locale {
  const name = (tag ?? "").toLowerCase()
  if (/^(zh-hant|zh-(hk|tw|mo)|yue)/.test(name)) return "zh-Hant"
  return name.startsWith("zh") ? "zh-Hans" : "en"
}

function first(): Locale {
  const kept = localStorage.getItem(KEPT)
  return kept ? nearest(kept) : nearest(navigator.language)
}

/** Whether somebody chose the language on this machine. */
export const localeChosen = (): boolean => localStorage.getItem(KEPT) !== null

void i18next.init({
  lng: first(),
  fallbackLng: "en",
  resources: resources(),
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
})

export const locale = (): Locale => i18next.language as Locale

export function setLocale(next: Locale, keep = true): void {
  if (keep) localStorage.setItem(KEPT, next)
  void i18next.changeLanguage(next)
}

function subscribe(listener: () => void): () => void {
  i18next.on("languageChanged", listener)
  return () => i18next.off("languageChanged", listener)
}

export type Translate = (key: string, values?: Record<string, string | number>) => string

const translate: Translate = (key, values) => i18next.t(key, values)

/** The text of a key that may not be there, such as the name of a field that a standard made up. */
export function known(key: string, otherwise: string): string {
  return i18next.exists(key) ? i18next.t(key) : otherwise
}

/** The page's language; a component that calls this is drawn anew when it changes. */
export const useLocale = (): Locale => useSyncExternalStore(subscribe, locale)

export function useT(): Translate {
  useLocale()
  return translate
}

/** A text by language in one of them, else in any. */
export function pick(text: Text | undefined, wanted: Locale): string {
  if (!text) return ""
  return text[wanted] ?? text.en ?? text["zh-Hans"] ?? Object.values(text)[0] ?? ""
}
