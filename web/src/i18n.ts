// Texts of the pages. They lie in locales/<area>.<language>.json; an area is a page or a shared part.

import i18next from "i18next"
import { useSyncExternalStore } from "react"
import { type Locale, nearest } from "./languages"

export { LOCALE_NAMES, LOCALES, type Locale, nearest, pick } from "./languages"

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
