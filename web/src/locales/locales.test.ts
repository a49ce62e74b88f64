import { describe, expect, it } from "vitest"
import { LOCALES } from "../i18n"

const texts = import.meta.glob<Record<string, string>>("./*.json", { eager: true, import: "default" })
const sources = import.meta.glob<string>("../**/*.{ts,tsx}", { eager: true, query: "?raw", import: "default" })

const areas = [...new Set(Object.keys(texts).map((path) => path.split("/")[1]!.split(".")[0]!))]
const of = (area: string, locale: string): Record<string, string> => texts[`./${area}.${locale}.json`] ?? {}
const slots = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]!).sort()

describe.each(areas)("texts of %s", (area) => {
  it("are there in every language", () => {
    const keys = Object.keys(of(area, "en")).sort()
    for (const locale of LOCALES) expect(Object.keys(of(area, locale)).sort(), locale).toEqual(keys)
  })

  it("have the same slots in every language and are not empty", () => {
    for (const [key, text] of Object.entries(of(area, "en"))) {
      for (const locale of LOCALES) {
        const other = of(area, locale)[key] ?? ""
        expect(other.trim(), `${locale} ${key}`).not.toBe("")
        expect(slots(other), `${locale} ${key}`).toEqual(slots(text))
      }
    }
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
