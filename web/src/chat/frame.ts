// What the page in a widget's frame and the page around it tell each other.

export const EMBEDDED = typeof window !== "undefined" && window.parent !== window

export type Told = "close" | "said"

/** Tell the page around: close the frame, or that the agent said something. It learns nothing else. */
export function tellParent(what: Told): void {
  if (EMBEDDED) window.parent.postMessage({ saywell: what }, "*")
}
