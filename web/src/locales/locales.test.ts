import { describe, expect, it } from "vitest"
import { LOCALES } from "../i18n"

const texts = import.meta.glob<Record<string, string>>("./*.json", { eager: true, import: "default" })
const sources = import.meta.glob<string>("../**/*.{ts,tsx}", { eager: true, query: "?raw", import: "default" })

const areas = [...new Set(Object.keys(texts).map((path) => path.split("/")[1]!.split(".")[0]!))]
const of = (area: string, locale: string): Record<string, string> => texts[`./${area}.${locale}.json`] ?? {}
/** A text for one alone stands beside that for any number; which languages need it is their own matter. */
const isOne = (key: string, keys: readonly string[]): boolean => key.endsWith("_one") && keys.includes(key.slice(0, -4))
const whole = (keys: readonly string[]): string[] => keys.filter((key) => !isOne(key, keys)).sort()
const slots = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort()

describe.each(areas)("texts of %s", (area) => {
  it("are there in every language", () => {
    const keys = whole(Object.keys(of(area, "en")))
    for (const locale of LOCALES) expect(whole(Object.keys(of(area, locale))), locale).toEqual(keys)
  })

  it("have the same slots in every language and are not empty", () => {
    for (const [key, text] of Object.entries(of(area, "en"))) {
      const forms = LOCALES.filter((locale) => !isOne(key, Object.keys(of(area, "en"))) || key in of(area, locale))
      for (const locale of forms) {
        const other = of(area, locale)[key] ?? ""
        expect(other.trim(), `${locale} ${key}`).not.toBe("")
        expect(slots(other), `${locale} ${key}`).toEqual(slots(text))
      }
    }
  })
})

describe("texts for one", () => {
  it("stand beside those for many where English has them", () => {
    const nouns = /^\{\{count\}\} (\w+s|more are)\b/
    const alone = areas.flatMap((area) =>
      Object.entries(of(area, "en")).filter(([key, text]) => nouns.test(text) && !(`${key}_one` in of(area, "en"))),
    )
    expect(alone).toEqual([])
  })
})

describe("the texts that the desk has from the first", () => {
  const FIRST = ["shell", "signin", "desk", "calls"]
  const first = new Set(FIRST.flatMap((area) => Object.keys(of(area, "en"))))
  const all = new Set(areas.flatMap((area) => Object.keys(of(area, "en"))))

  it("are all that it says", () => {
    const missing: string[] = []
    for (const [path, source] of Object.entries(sources)) {
      if (!/\/(parts|desk|signin)\/|\/(app|api|pages|i18n|session)\.tsx?$/.test(path) || /access-lists|once|password|\.test\./.test(path)) continue
      for (const [, key] of source.matchAll(/["`]([a-z][\w.]*\.\w+)["`]/g)) {
        if (all.has(key!) && !first.has(key!)) missing.push(`${path}: ${key}`)
      }
    }
    expect(missing).toEqual([])
  })
})

describe("texts", () => {
  const all = areas.map((area) => of(area, "en"))

  it("have a key in one area only", () => {
    const keys = all.flatMap((area) => Object.keys(area))
    expect(keys.filter((key, place) => keys.indexOf(key) !== place)).toEqual([])
  })

  it("are there for every key that a source names", () => {
    const keys = new Set(all.flatMap((area) => Object.keys(area)))
    const missing: string[] = []
    for (const [path, source] of Object.entries(sources)) {
      if (path.includes(".test.")) continue
      for (const match of source.matchAll(/\bt\(\s*"([\w.]+)"/g)) {
        if (!keys.has(match[1]!)) missing.push(`${path}: ${match[1]}`)
      }
    }
    expect(missing).toEqual([])
  })
})
