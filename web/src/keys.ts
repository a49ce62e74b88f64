// Keys of the keyboard. Each is named once, in SHORTCUTS: handlers, hints and the cheat sheet read it there.

import { useEffect, useRef } from "react"

interface Shortcut {
  /** What the keyboard says: `code` of the event, with modifiers before it. */
  readonly on: readonly string[]
  /** What the page shows. */
  readonly show: readonly string[]
  readonly group: "call" | "words" | "list" | "wall" | "work" | "page"
  /** Not while a text is being written. */
  readonly idle?: boolean
}

export const SHORTCUTS = {
  answer: { on: ["F9", "Enter", "NumpadEnter"], show: ["F9", "Enter"], group: "call" },
  call: { on: ["F6"], show: ["F6"], group: "call" },
  hold: { on: ["F2"], show: ["F2"], group: "call" },
  mute: { on: ["F3"], show: ["F3"], group: "call" },
  transfer: { on: ["F4"], show: ["F4"], group: "call" },
  hang_up: { on: ["F8"], show: ["F8"], group: "call" },
  help: { on: ["F7"], show: ["F7"], group: "call" },
  done: { on: ["Ctrl+Enter", "Ctrl+NumpadEnter"], show: ["Ctrl+Enter"], group: "call" },
  next_talk: { on: ["Alt+ArrowDown"], show: ["Alt+↓"], group: "call" },
  previous_talk: { on: ["Alt+ArrowUp"], show: ["Alt+↑"], group: "call" },
  insert: { on: ["Alt+KeyI"], show: ["Alt+I"], group: "words" },
  insert_1: { on: ["Alt+Digit1"], show: ["Alt+1"], group: "words" },
  insert_2: { on: ["Alt+Digit2"], show: ["Alt+2"], group: "words" },
  insert_3: { on: ["Alt+Digit3"], show: ["Alt+3"], group: "words" },
  rewrite: { on: ["Alt+KeyR"], show: ["Alt+R"], group: "words" },
  search: { on: ["Ctrl+KeyK"], show: ["Ctrl+K"], group: "words" },
  compose: { on: ["Alt+KeyC"], show: ["Alt+C"], group: "words" },
  form: { on: ["Alt+KeyF"], show: ["Alt+F"], group: "words" },
  row_next: { on: ["KeyJ", "ArrowDown"], show: ["J", "↓"], group: "list", idle: true },
  row_previous: { on: ["KeyK", "ArrowUp"], show: ["K", "↑"], group: "list", idle: true },
  row_open: { on: ["Enter", "NumpadEnter"], show: ["Enter"], group: "list", idle: true },
  whisper: { on: ["KeyW"], show: ["W"], group: "wall", idle: true },
  take_over: { on: ["KeyT"], show: ["T"], group: "wall", idle: true },
  incident: { on: ["KeyI"], show: ["I"], group: "wall", idle: true },
  work_mark: { on: ["KeyX"], show: ["X"], group: "work", idle: true },
  work_mark_all: { on: ["Shift+KeyX"], show: ["Shift+X"], group: "work", idle: true },
  work_acknowledge: { on: ["KeyA"], show: ["A"], group: "work", idle: true },
  work_dispatch: { on: ["KeyD"], show: ["D"], group: "work", idle: true },
  work_escalate: { on: ["KeyE"], show: ["E"], group: "work", idle: true },
  work_note: { on: ["KeyN"], show: ["N"], group: "work", idle: true },
  work_promise: { on: ["KeyP"], show: ["P"], group: "work", idle: true },
  work_answer: { on: ["KeyR"], show: ["R"], group: "work", idle: true },
  work_close: { on: ["KeyC"], show: ["C"], group: "work", idle: true },
  work_left: { on: ["BracketLeft"], show: ["["], group: "work", idle: true },
  work_right: { on: ["BracketRight"], show: ["]"], group: "work", idle: true },
  work_shut: { on: ["Escape"], show: ["Esc"], group: "work", idle: true },
  sheet: { on: ["F1"], show: ["?", "F1"], group: "page" },
} as const satisfies Record<string, Shortcut>

export type ShortcutName = keyof typeof SHORTCUTS

function named(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey ? "Ctrl+" : ""
  return `${control}${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${event.code}`
}

/** Whether a text is being written in the element. */
export function writes(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true
  return target instanceof HTMLInputElement && !["button", "checkbox", "radio", "submit"].includes(target.type)
}

/** Whether a question mark asks for the cheat sheet: not within a text, but no reply to a customer begins with one. */
function asksForSheet(event: KeyboardEvent): boolean {
  if (event.key !== "?") return false
  const field = event.target
  return !writes(field) || (field instanceof HTMLTextAreaElement && field.value === "" && "reply" in field.dataset)
}

function matches(name: ShortcutName, event: KeyboardEvent): boolean {
  // A question mark sits on another key in other layouts.
  if (name === "sheet" && asksForSheet(event)) return true
  const shortcut: Shortcut = SHORTCUTS[name]
  if (shortcut.idle && writes(event.target)) return false
  return shortcut.on.includes(named(event))
}

type Handlers = Partial<Record<ShortcutName, (event: KeyboardEvent) => boolean | void>>

/** Do something on keys, wherever the focus is. A handler that gives back false leaves the key to others. */
export function useShortcuts(handlers: Handlers): void {
  const current = useRef(handlers)
  useEffect(() => {
    current.current = handlers
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if (event.isComposing || event.defaultPrevented) return
      for (const name of Object.keys(current.current) as ShortcutName[]) {
        if (!matches(name, event)) continue
        if (event.repeat) event.preventDefault()
        else if (current.current[name]?.(event) !== false) event.preventDefault()
        return
      }
    }
    addEventListener("keydown", listen)
    return () => removeEventListener("keydown", listen)
  }, [])
}
