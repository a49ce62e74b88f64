import { AlertOutlined } from "@ant-design/icons"
import { Button, Input } from "antd"
import { useEffect, useId, useState } from "react"
import { useT } from "../../i18n"
import { useLive } from "../../live/hooks"
import { Dialog } from "../../parts/dialog"
import { Kbd } from "../../parts/kbd"
import { useAsk } from "../../parts/use-ask"

/** The incident that is declared, else the button that declares one. */
export function Incident({ onDeclare }: { onDeclare: () => void }) {
  const t = useT()
  const text = useLive((state) => state.centre?.incident ?? "")
  if (!text) {
    return (
      <Button className="wall-declare" icon={<AlertOutlined />} aria-keyshortcuts="I" onClick={onDeclare}>
        {t("wall.declare")} <Kbd>I</Kbd>
      </Button>
    )
  }
  return (
    <div className="wall-incident" role="status">
      <AlertOutlined aria-hidden />
      <p>
        <strong>{t("incident.title")}</strong> {text}
      </p>
      <Button size="small" aria-keyshortcuts="I" onClick={onDeclare}>
        {t("wall.incident_edit")} <Kbd>I</Kbd>
      </Button>
    </div>
  )
}

/** Declare an incident with the line that every agent gets, change the line, or clear it. */
export function IncidentDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const id = useId()
  const { ask } = useAsk()
  const now = useLive((state) => state.centre?.incident ?? "")
  const [text, setText] = useState("")
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    if (open) setText(now)
  }, [open, now])
  const declare = async (on: boolean): Promise<void> => {
    setBusy(true)
    const done = await ask({ do: "incident", on, text: on ? text.trim() : "" })
    setBusy(false)
    if (done) onClose()
  }
  const changed = text.trim() !== "" && text.trim() !== now
  return (
    <Dialog
      open={open}
      title={t(now ? "wall.incident_now" : "wall.declare")}
      onCancel={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t("wall.cancel")}</Button>
          {now && (
            <Button danger loading={busy} onClick={() => void declare(false)}>
              {t("wall.clear")}
            </Button>
          )}
          <Button type="primary" loading={busy} disabled={!changed} onClick={() => void declare(true)}>
            {t(now ? "wall.incident_change" : "wall.declare")}
          </Button>
        </>
      }
    >
      <label htmlFor={id}>{t("wall.incident_line")}</label>
      <Input.TextArea
        id={id}
        autoFocus
        rows={3}
        maxLength={500}
        value={text}
        placeholder={t("wall.incident_example")}
        onChange={(event) => setText(event.target.value)}
      />
      <p className="quiet">{t("wall.incident_hint")}</p>
    </Dialog>
  )
}
