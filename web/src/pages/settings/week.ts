// Opening hours by weekday, as the page shows them and as they are kept. Pure.

export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const
export type Weekday = (typeof WEEKDAYS)[number]
export type Week = Readonly<Record<Weekday, readonly string[]>>
export type Hours = Readonly<Record<string, readonly string[]>>

/** The weekdays of `mon` or `mon-fri`; a range may run over Sunday. Empty for anything else. */
export function daysOf(key: string): readonly Weekday[] {
  const [first = "", last = first] = key.trim().toLowerCase().split("-")
  const start = WEEKDAYS.indexOf(first as Weekday)
  const end = WEEKDAYS.indexOf(last as Weekday)
  if (start < 0 || end < 0) return []
  return Array.from({ length: ((end - start + 7) % 7) + 1 }, (_, step) => WEEKDAYS[(start + step) % 7]!)
}

/** Hours by weekday; a day without hours has none. */
export function expand(hours: Hours): Week {
  const week: Record<Weekday, readonly string[]> = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
  for (const [key, blocks] of Object.entries(hours)) for (const day of daysOf(key)) week[day] = blocks
  return week
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, place) => one === b[place])

/** Hours as they are kept: neighbours with the same hours in one range, closed days left out. */
export function collapse(week: Week): Hours {
  const hours: Record<string, readonly string[]> = {}
  for (let start = 0; start < 7; ) {
    const blocks = week[WEEKDAYS[start]!]
    let end = start
    while (end + 1 < 7 && same(week[WEEKDAYS[end + 1]!], blocks)) end++
    if (blocks.length > 0) hours[start === end ? WEEKDAYS[start]! : `${WEEKDAYS[start]}-${WEEKDAYS[end]}`] = blocks
    start = end + 1
  }
  return hours
}

const TIME = /^([01]?\d|2[0-3]):([0-5]\d)$|^24:00$/

/** A time as it was typed (9, 900, 9:00, 0900) as HH:MM; what is no time stays as it is. */
export function tidied(text: string): string {
  const plain = text.trim().replace(/[：.]/g, ":")
  const digits = /^\d{1,2}$/.test(plain) ? `${plain}:00` : plain.replace(/^(\d{1,2})(\d{2})$/, "$1:$2")
  return TIME.test(digits) ? digits.padStart(5, "0") : text.trim()
}

export const isTime = (text: string): boolean => TIME.test(text)

/** The beginning and the end of a block. */
export function ends(block: string): readonly [string, string] {
  const [from = "", to = ""] = block.split("-")
  return [from, to]
}

/** A block to add after some others: an hour later, an afternoon long, as far as the day goes. */
export function nextBlock(blocks: readonly string[]): string {
  const last = blocks.at(-1)
  if (!last) return "09:00-18:00"
  const hour = Math.min(22, Number(ends(last)[1].slice(0, 2)) + 1 || 22)
  return `${String(hour).padStart(2, "0")}:00-${String(Math.min(24, hour + 4)).padStart(2, "0")}:00`
}
