// Which tool lies open at the lower right: forms, transfer, or what was done.

import { useSyncExternalStore } from "react"

export type Tool = "leading" | "forms" | "transfer" | "done"

let choice: { readonly tool: Tool; readonly count: number } = { tool: "forms", count: 0 }
const listeners = new Set<() => void>()

/** Open a tool; `focus` takes the keyboard there. */
export function showTool(tool: Tool, focus = true): void {
  choice = { tool, count: choice.count + (focus ? 1 : 0) }
  for (const listener of [...listeners]) listener()
}

/** The open tool; `count` grows whenever the keyboard is to go there. */
export function useTool(): { readonly tool: Tool; readonly count: number } {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => choice,
  )
}
