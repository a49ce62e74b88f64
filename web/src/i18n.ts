// Texts of the pages. They lie in locales/<area>.<language>.json; an area is a page or a shared part.

import i18next from "i18next"
import { useSyncExternalStore } from "react"
import { type Locale, nearest } from "./languages"

export { LOCALE_NAMES, LOCALES, type Locale, nearest, pick } from "./languages"

const KEPT = "saywell.locale"
/** The texts of one language; only the one that the page speaks is loaded. */
const PACKS: Record<Locale, () => Promise<{ default: Record<string, Record<string, string>> }>> = {
  "zh-Hans": () => import("./locales/zh-Hans"),
  "zh-Hant": () => import("./locales/zh-Hant"),
  en: () => import("./locales/en"),
}

async function load(wanted: Locale): Promise<void> {
  if (i18next.hasResourceBundle(wanted, "translation")) return
  const pack = await PACKS[wanted]()
  for (const texts of Object.values(pack.default)) i18next.addResourceBundle(wanted, "translation", texts)
}

function first(): Locale {
  const kept = localStorage.getItem(KEPT)
  return kept ? nearest(kept) : nearest(navigator.language)
}

/** Whether somebody chose the language on this machine. */
export const localeChosen = (): boolean => localStorage.getItem(KEPT) !== null

void i18next.init({
  lng: first(),
  fallbackLng: false,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false },
  initAsync: false,
})

export const locale = (): Locale => i18next.language as Locale

/** Speak a language once its texts are there; `keep` remembers it on this machine. */
export async function setLocale(next: Locale, keep = true): Promise<void> {
  if (keep) localStorage.setItem(KEPT, next)
  await load(next)
  await i18next.changeLanguage(next)
}

/** The texts that the first page needs are there. */
export const textsReady = (): Promise<void> => load(locale())

function subscribe(listener: () => void): () => void {
  i18next.on("languageChanged", listener)
  return () => i18next.off("languageChanged", listener)
}

export type Translate = (key: string, values?: Record<string, string | number>) => string

/** The text of a key, where no component draws it. */
export const say: Translate = (key, values) => i18next.t(key, values)

/** The text of a key that may not be there, such as the name of a field that a standard made up. */
export function known(key: string, otherwise: string): string {
  return i18next.exists(key) ? i18next.t(key) : otherwise
}

/** The page's language; a component that calls this is drawn anew when it changes. */
export const useLocale = (): Locale => useSyncExternalStore(subscribe, locale)

export function useT(): Translate {
  useLocale()
  return say
}
