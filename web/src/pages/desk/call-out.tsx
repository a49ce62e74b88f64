import { MessageOutlined, PhoneOutlined } from "@ant-design/icons"
import { Button, Modal, Select } from "antd"
import { useEffect, useId, useState } from "react"
import { useLocation, useSearch } from "wouter"
import { useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { useLive } from "../../live/hooks"
import { Kbd } from "../../parts/kbd"
import { useAsk } from "../../parts/use-ask"
import { useMe } from "../../session"
import type { Purpose } from "../../wire"
import { PURPOSES, useWanted, wantCall, wantedBy, type Wanted } from "./call-choice"

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

function Dial({ wanted, onTalk }: { wanted: Wanted; onTalk: (talk: string) => void }) {
  const t = useT()
  const id = useId()
  const writes = wanted.channel === "chat"
  const free = useMayCall()
  const may = writes || free
  const { ask } = useAsk()
  const [number, setNumber] = useState(wanted.number)
  const [purpose, setPurpose] = useState<Purpose>(wanted.purpose ?? "other")
  const [surname, setSurname] = useState(wanted.surname ?? "")
  const [busy, setBusy] = useState(false)
  const dial = async (): Promise<void> => {
    if (busy || !may || !(writes || number.trim())) return
    setBusy(true)
    const { title = "", person = "", talk = "", ref = "" } = wanted
    const same = number.trim() === wanted.number
    const done = await ask({
      do: "call", purpose, channel: writes ? "chat" : "phone", number: number.trim(), surname: surname.trim(), title, ref,
      person: same ? person : "", talk: same ? talk : "",
    })
    setBusy(false)
    if (typeof done?.result === "string") onTalk(done.result)
  }
  return (
    <form
      className="dial"
      onSubmit={(event) => {
        event.preventDefault()
        void dial()
      }}
    >
      <label htmlFor={`${id}-number`}>{t("call.number")}</label>
      <input
        id={`${id}-number`}
        className="field"
        type="tel"
        autoFocus
        value={number}
        onChange={(event) => setNumber(event.target.value)}
      />
      <label htmlFor={`${id}-surname`}>{t("person.surname")}</label>
      <input id={`${id}-surname`} className="field" value={surname} onChange={(event) => setSurname(event.target.value)} />
      <label htmlFor={`${id}-purpose`}>{t("call.purpose")}</label>
      <Select<Purpose>
        id={`${id}-purpose`}
        value={purpose}
        onChange={setPurpose}
        options={PURPOSES.map((value) => ({ value, label: t(`purpose.${value}`) }))}
      />
      <p className="quiet dial-hint">{t(writes ? "call.write_hint" : may ? "call.hint" : "call.occupied")}</p>
      <div className="edit-acts">
        <Button onClick={() => wantCall(null)}>{t("call.cancel")}</Button>
        <Button type="primary" htmlType="submit" icon={writes ? <MessageOutlined /> : <PhoneOutlined />} loading={busy} disabled={!may || !(writes || number.trim())}>
          {t(writes ? "call.write" : "call.dial")}
        </Button>
      </div>
    </form>
  )
}

/** The dialog in which a customer is called; F6 opens it, and an address can. */
export function CallDialog({ onTalk }: { onTalk: (talk: string) => void }) {
  const t = useT()
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
  const name = wanted?.name ?? wanted?.surname
  const writes = wanted?.channel === "chat"
  return (
    <Modal
      open={wanted !== null}
      title={name ? t(writes ? "call.write_to" : "call.to", { name }) : t(writes ? "call.write_title" : "call.title")}
      footer={null}
      width={420}
      onCancel={() => wantCall(null)}
      destroyOnHidden
    >
      {wanted && (
        <Dial
          wanted={wanted}
          onTalk={(talk) => {
            wantCall(null)
            onTalk(talk)
          }}
        />
      )}
    </Modal>
  )
}
