import { known, pick, useLocale } from "../../i18n"
import type { WorkPlace, WorkRow } from "../../work-wire"

/** The name of a department, its id where it has none. */
export function useDepartmentName(place: WorkPlace): (id: string) => string {
  const locale = useLocale()
  return (id) => pick(place.departments.find((one) => one.id === id)?.title, locale) || id
}

/** Who somebody is, by number. */
export const personName = (place: WorkPlace, number: string): string => {
  const name = place.names[number]
  return name ? `${name} ${number}` : number
}

/** What it is about, in words: what was said, what was entered, or for a call why the product or a list asks for it. */
export const aboutOf = (row: WorkRow): string => {
  if (row.kind === "callback" && row.campaign) return known(`purpose.${row.about}`, row.about)
  return row.kind === "callback" && row.of ? known(`work.purpose.${row.about}`, row.about) : row.about || row.words
}

const TITLED = /^(.+?)(先生|女士|小姐|太太)$/
const MISTER = /^(Mr|Ms|Mrs|Miss)\.? (.+)$/

/** The address at which the desk opens the call about a piece of work. */
export function callAbout(row: WorkRow): string {
  const [, surname = "", title = ""] = TITLED.exec(row.name) ?? []
  const [, before = "", last = ""] = MISTER.exec(row.name) ?? []
  const own = row.kind === "callback" && (row.about === "promise" || row.about === "result")
  const purpose = own ? row.about : row.what === "complaint" ? "complaint" : row.what === "question" ? "consultation" : "other"
  return `/desk?${new URLSearchParams({
    call: row.phone, purpose, surname: surname || last || (row.customer ? "" : row.name), title: title || before,
    person: row.customer, ref: row.id,
  }).toString()}`
}
