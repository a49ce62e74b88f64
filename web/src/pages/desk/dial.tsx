import { MessageOutlined, PhoneOutlined } from "@ant-design/icons"
import { Button, Select } from "antd"
import { useId, useState } from "react"
import { useT } from "../../i18n"
import { Dialog } from "../../parts/dialog"
import { useAsk } from "../../parts/use-ask"
import type { Purpose } from "../../wire"
import { PURPOSES, wantCall, type Wanted } from "./call-choice"
import { useMayCall } from "./call-out"

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

/** The dialog in which a customer is called; it stays until it has closed. */
export default function DialDialog({ wanted, onTalk }: { wanted: Wanted | null; onTalk: (talk: string) => void }) {
  const t = useT()
  const name = wanted?.name ?? wanted?.surname
  const writes = wanted?.channel === "chat"
  return (
    <Dialog
      open={wanted !== null}
      title={name ? t(writes ? "call.write_to" : "call.to", { name }) : t(writes ? "call.write_title" : "call.title")}
      footer={null}
      width={420}
      onCancel={() => wantCall(null)}
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
    </Dialog>
  )
}
