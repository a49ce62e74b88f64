// Parts that are loaded when they are first shown, and a little before that where there is time for it.

import { type ComponentType, useEffect, useState } from "react"
import { useT } from "../i18n"

const AHEAD: (() => Promise<unknown>)[] = []

/** A part that is loaded when it is first shown. If it does not come, it says so and can be asked for again; what is
 * around it goes on. */
export function later<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): ComponentType<P> {
  let Part: ComponentType<P> | null = null
  const fetch = async (): Promise<void> => {
    Part = (await load()).default
  }
  AHEAD.push(fetch)
  return function Later(props: P) {
    const [, drawn] = useState(0)
    const [failed, fail] = useState(false)
    const [tries, again] = useState(0)
    useEffect(() => {
      if (Part) return
      let current = true
      fetch().then(
        () => current && drawn((n) => n + 1),
        () => current && fail(true),
      )
      return () => {
        current = false
      }
    }, [tries])
    if (Part) return <Part {...props} />
    if (!failed) return null
    return (
      <Missing
        onRetry={() => {
          fail(false)
          again((n) => n + 1)
        }}
      />
    )
  }
}

function Missing({ onRetry }: { onRetry: () => void }) {
  const t = useT()
  return (
    <p className="missing" role="alert">
      {t("app.part_missing")}{" "}
      <button type="button" className="link-button" onClick={onRetry}>
        {t("link.retry")}
      </button>
    </p>
  )
}

/** Shown once it was opened for the first time, so that it can close as it wants to. */
export function useOpened(open: boolean): boolean {
  const [opened, set] = useState(open)
  if (open && !opened) set(true)
  return opened || open
}

/** Load what is left of the page; a part that does not come is asked for again when it is shown. */
export const loadAhead = async (): Promise<void> => void (await Promise.allSettled(AHEAD.map((fetch) => fetch())))

/** Load what is left of the page, once it has been usable for a while and the browser has nothing to do. */
export function useAhead(): void {
  useEffect(() => {
    const start = (): void => void loadAhead()
    // Safari has no requestIdleCallback.
    const timer = setTimeout(() => ("requestIdleCallback" in window ? requestIdleCallback(start) : start()), 3000)
    return () => clearTimeout(timer)
  }, [])
}
