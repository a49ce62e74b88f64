import { pick, useLocale } from "../../i18n"
import type { WorkPlace } from "../../work-wire"

/** The name of a department, its id where it has none. */
export function useDepartmentName(place: WorkPlace): (id: string) => string {
  const locale = useLocale()
  return (id) => pick(place.departments.find((one) => one.id === id)?.title, locale) || id
}

/** Who somebody is, by number. */
export const personName = (place: WorkPlace, number: string): string => {
  const name = place.people[number]
  return name ? `${name} ${number}` : number
}
