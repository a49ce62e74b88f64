import { useSyncExternalStore } from "react"
import type { Appearance } from "./theme"

const KEPT = "saywell.appearance"
const listeners = new Set<() => void>()
const system = matchMedia("(prefers-color-scheme: dark)")
system.addEventListener("change", tell)

function tell(): void {
  for (const listener of [...listeners]) listener()
}

export function appearance(): Appearance {
  const kept = localStorage.getItem(KEPT)
  if (kept === "light" || kept === "dark") return kept
  return system.matches ? "dark" : "light"
}

export function setAppearance(next: Appearance): void {
  localStorage.setItem(KEPT, next)
  tell()
}

/** Light or dark: as chosen here, else as the system has it. */
export function useAppearance(): Appearance {
  return useSyncExternalStore((listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }, appearance)
}

const still = matchMedia("(prefers-reduced-motion: reduce)")

/** Whether the reader has asked their system that nothing moves. */
export const reduced = (): boolean => still.matches

export function useReduced(): boolean {
  return useSyncExternalStore((listener) => {
    still.addEventListener("change", listener)
    return () => still.removeEventListener("change", listener)
  }, reduced)
}
