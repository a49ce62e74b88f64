import { PhoneOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useEffect } from "react"
import { useLocation, useSearch } from "wouter"
import { useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { useLive } from "../../live/hooks"
import { Kbd } from "../../parts/kbd"
import { later, useOpened } from "../../parts/later"
import { useMe } from "../../session"
import { useWanted, wantCall, wantedBy, type Wanted } from "./call-choice"

const DialDialog = later(() => import("./dial"))

/** Whether I may call now: nobody talks with me and nothing rings at me. */
export function useMayCall(): boolean {
  const me = useMe().number
  return useLive((state) => state.centre?.people[me]?.status !== "busy")
}

/** Opens the dialog. */
export function CallButton({ wanted, label }: { wanted: Wanted; label?: string }) {
  const t = useT()
  const may = useMayCall()
  const text = label ?? t("call.open")
  return (
    <Button
      size="small"
      icon={<PhoneOutlined />}
      disabled={!may}
      title={may ? undefined : t("call.occupied")}
      aria-keyshortcuts="F6"
      onClick={() => wantCall(wanted)}
    >
      {text} <Kbd>F6</Kbd>
    </Button>
  )
}

/** The dialog in which a customer is called; F6 opens it, and an address can. */
export function CallDialog({ onTalk }: { onTalk: (talk: string) => void }) {
  const wanted = useWanted()
  const search = useSearch()
  const [, go] = useLocation()
  useEffect(() => {
    const asked = wantedBy(search)
    if (!asked) return
    wantCall(asked)
    go("/desk", { replace: true })
  }, [search, go])
  useEffect(() => () => wantCall(null), [])
  useShortcuts({
    call: () => {
      if (!wanted) wantCall({ number: "" })
    },
  })
  return useOpened(wanted !== null) && <DialDialog wanted={wanted} onTalk={onTalk} />
}
