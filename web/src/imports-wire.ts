// Written by tools/typescript.py from src/saywell/desk/imports/wire.py; change it there.

import type { Text } from "./wire"

/** A file to be brought in. `mapping`: by field the column, none: as it was for these columns last, else guessed.
 * With `dry` nothing is made, and what would be is told. */
export interface NewImport {
  readonly centre: string
  readonly kind: "chats" | "contacts" | "orders" | "tickets"
  readonly file: string
  readonly name?: string
  readonly mapping?: Text
  readonly dry?: boolean
}

/** A field that a column may be; of those that are `needed` one at least must be there. */
export interface ImportField {
  readonly id: string
  readonly title: Text
  readonly needed: boolean
}

/** What is wrong in a row: in which column, what, and how to mend it. */
export interface ImportFault {
  readonly column: string
  readonly what: string
  readonly mend: string
}

/** What would be told differently. */
export interface ImportChange {
  readonly field: string
  readonly before: string
  readonly after: string
}

/** A row of the file and what becomes of it: new, changed, same, or faulty. */
export interface ImportLine {
  readonly row: number
  readonly verdict: string
  readonly title: string
  readonly cells: readonly string[]
  readonly changes: readonly ImportChange[]
  readonly faults: readonly ImportFault[]
}

/** An import as it stands: running, done, stopped (`code`: why it could not be read further), undoing, undone.
 * `rows` of `total` are dealt with; `kept`: rows of what somebody had changed before it was taken back. */
export interface ImportRow {
  readonly id: string
  readonly kind: "chats" | "contacts" | "orders" | "tickets"
  readonly name: string
  readonly at: number
  readonly by: string
  readonly state: string
  readonly rows: number
  readonly total: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly faulty: number
  readonly undone?: number | null
  readonly kept: readonly number[]
  readonly why: string
}

/** What becomes of a file; of the rows the first are told, of the faulty ones too. `missing`: a field that must have
 * a column and has none; `made`: the import, where one was begun. */
export interface PlannedImport {
  readonly rows: number
  readonly new: number
  readonly changed: number
  readonly same: number
  readonly faulty: number
  readonly missing: string
  readonly columns: readonly string[]
  readonly encoding: string
  readonly delimiter: string
  readonly mapping: Text
  readonly fields: readonly ImportField[]
  readonly lines: readonly ImportLine[]
  readonly made?: ImportRow | null
}
