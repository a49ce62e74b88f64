// Texts of the pages. They lie in locales/<area>.<language>.json; an area is a page or a shared part.

import type { Locale as AntLocale } from "antd/es/locale"
import i18next from "i18next"
import { useSyncExternalStore } from "react"
import { type Locale, nearest } from "./languages"

export { LOCALE_NAMES, LOCALES, type Locale, nearest, pick } from "./languages"

const KEPT = "saywell.locale"
const SPOKEN = "saywell.spoken"

interface Pack {
  readonly texts: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** What the words of Ant Design's own controls are. */
  readonly ant?: AntLocale
}
type Packs = Record<Locale, () => Promise<{ default: Pack }>>

/** What the desk and the frame of every page say; only the language that is spoken is loaded. */
const FIRST: Packs = {
  "zh-Hans": () => import("./locales/zh-Hans"),
  "zh-Hant": () => import("./locales/zh-Hant"),
  en: () => import("./locales/en"),
}
/** What the other pages say. */
const MORE: Packs = {
  "zh-Hans": () => import("./locales/zh-Hans.more"),
  "zh-Hant": () => import("./locales/zh-Hant.more"),
  en: () => import("./locales/en.more"),
}
const ants: Partial<Record<Locale, AntLocale>> = {}
let more = false

const there = new Map<() => Promise<unknown>, Promise<void>>()
function add(wanted: Locale, from: Packs): Promise<void> {
  const load = from[wanted]
  let coming = there.get(load)
  if (!coming) {
    coming = load().then(({ default: pack }) => {
      for (const texts of Object.values(pack.texts)) i18next.addResourceBundle(wanted, "translation", texts)
      if (pack.ant) ants[wanted] = pack.ant
    })
    there.set(load, coming)
    // Whoever asks again after a failure tries again.
    coming.catch(() => there.delete(load))
  }
  return coming
}

async function load(wanted: Locale): Promise<void> {
  await Promise.all([add(wanted, FIRST), ...(more ? [add(wanted, MORE)] : [])])
}

/** The texts of every page are there, also in a language that is chosen later. */
export function moreTexts(): Promise<void> {
  more = true
  return load(locale())
}

/** The words of Ant Design in a language. */
export const antWords = (wanted: Locale): AntLocale | undefined => ants[wanted]

function first(): Locale {
  return nearest(localStorage.getItem(KEPT) ?? localStorage.getItem(SPOKEN) ?? navigator.language)
}

/** Whether it is known what this machine's pages speak, by choice or because they spoke it before. */
export const localeKnown = (): boolean => localeChosen() || localStorage.getItem(SPOKEN) !== null

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
  localStorage.setItem(SPOKEN, next)
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
export function known(key: string, otherwise: string, count = 0): string {
  return i18next.exists(key) ? i18next.t(key, { count }) : otherwise
}

/** The page's language; a component that calls this is drawn anew when it changes. */
export const useLocale = (): Locale => useSyncExternalStore(subscribe, locale)

export function useT(): Translate {
  useLocale()
  return say
}
