// What is being written, by conversation: parts of the desk put words into it, the composer shows it.

import { useSyncExternalStore } from "react"

interface Draft {
  readonly text: string
  /** Grows when words came from outside the text field: it then takes the focus and selects what is still open. */
  readonly inserted: number
}

const EMPTY: Draft = { text: "", inserted: 0 }
const drafts = new Map<string, Draft>()
const listeners = new Set<() => void>()
/** Where the text field has its caret; words go in there. */
const carets = new Map<string, number>()

function put(talk: string, draft: Draft): void {
  drafts.set(talk, draft)
  for (const listener of [...listeners]) listener()
}

export const draftOf = (talk: string): Draft => drafts.get(talk) ?? EMPTY

export function write(talk: string, text: string): void {
  put(talk, { ...draftOf(talk), text })
}

/** What went out leaves the field; what was written since stays in it. */
export function leave(talk: string, sent: string): void {
  const { text } = draftOf(talk)
  if (!text.startsWith(sent)) return
  write(talk, text.slice(sent.length).trimStart())
  keepCaret(talk, draftOf(talk).text.length)
}

export function keepCaret(talk: string, caret: number): void {
  carets.set(talk, caret)
}

/** Put a line in: where the caret is, or in place of everything if that is a line that was put in unchanged. */
export function insert(talk: string, line: string): void {
  const { text, inserted } = draftOf(talk)
  const fresh = text.trim() === "" || lines.get(talk) === text
  const caret = carets.get(talk) ?? text.length
  const before = text.slice(0, caret)
  const gap = /[\w.!?]$/.test(before) && /^\w/.test(line) ? " " : ""
  const made = fresh ? line : before + gap + line + text.slice(caret)
  lines.set(talk, made)
  carets.set(talk, fresh ? line.length : caret + gap.length + line.length)
  put(talk, { text: made, inserted: inserted + 1 })
}
const lines = new Map<string, string>()

export const caretOf = (talk: string): number => carets.get(talk) ?? draftOf(talk).text.length

/** Ask for the focus. */
export function focusDraft(talk: string): void {
  const draft = draftOf(talk)
  put(talk, { ...draft, inserted: draft.inserted + 1 })
}

const focused = new Map<string, number>()

/** Whether the text field is to take the focus now: once for each time that words came or that it was asked for. */
export function takesFocus(talk: string): boolean {
  const { inserted } = draftOf(talk)
  const takes = (focused.get(talk) ?? 0) !== inserted
  focused.set(talk, inserted)
  return takes
}

export function useDraft(talk: string): Draft {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => draftOf(talk),
  )
}
