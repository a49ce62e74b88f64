import { Fragment, type ReactNode, useEffect, useMemo, useRef, useState } from "react"
import { LiveContext } from "../live/hooks"
import { liveAddress, LiveStore } from "../live/store"
import { useLocale } from "../i18n"
import { useShortcuts } from "../keys"
import { CentreContext, hasRole, MeContext, useCentreChoice, usePublic } from "../session"
import type { Me } from "../wire"
import { later, useAhead, useOpened } from "./later"
import { setZone, zone } from "./time"
import { TopBar } from "./top-bar"

const CheatSheet = later(() => import("./cheat-sheet"))

/** The live store of a centre. Another language means another one, because the server speaks it too; the old one stays
 * until the new one knows something. */
function useLiveOf(centre: string): LiveStore | null {
  const locale = useLocale()
  const [live, setLive] = useState<LiveStore | null>(null)
  const shown = useRef<LiveStore | null>(null)
  useEffect(() => {
    const made = new LiveStore(liveAddress(centre, locale))
    const swap = (): void => {
      const old = shown.current
      shown.current = made
      setLive(made)
      old?.close()
    }
    const stop = made.subscribe(() => {
      if (!made.get().centre) return
      stop()
      if (shown.current !== made) swap()
    })
    if (!shown.current) swap()
    return () => {
      if (shown.current !== made) made.close()
    }
  }, [centre, locale])
  useEffect(() => () => shown.current?.close(), [])
  return live
}

function WithLive({ centre, children }: { centre: string; children: ReactNode }) {
  const live = useLiveOf(centre)
  return live && <LiveContext value={live}>{children}</LiveContext>
}

/** The zone of the centre, in which the page shows its times. */
function useZone(centre: string): string {
  const found = usePublic()?.centres.find((one) => one.id === centre)?.zone ?? ""
  // Before anything below is drawn, and drawn anew with another one.
  if (found && found !== zone()) setZone(found)
  return found
}

/** What surrounds every page for people at work: who they are, their centre, the live state, the top bar. */
export default function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const [centre, choose] = useCentreChoice(me)
  const [sheet, setSheet] = useState(false)
  const sheetOpened = useOpened(sheet)
  useAhead()
  const shownIn = useZone(centre)
  const choice = useMemo(() => ({ centre, choose }), [centre, choose])
  useShortcuts({ sheet: () => setSheet((open) => !open) })
  const live = centre !== "" && hasRole(me, "agent", "leader", "admin")
  const inside = (
    <div className="shell">
      <TopBar {...choice} live={live} onSheet={() => setSheet(true)} />
      <Fragment key={shownIn}>{children}</Fragment>
      {sheetOpened && <CheatSheet open={sheet} onClose={() => setSheet(false)} />}
    </div>
  )
  return (
    <MeContext value={me}>
      <CentreContext value={centre}>
        {live ? (
          <WithLive key={centre} centre={centre}>
            {inside}
          </WithLive>
        ) : (
          inside
        )}
      </CentreContext>
    </MeContext>
  )
}
