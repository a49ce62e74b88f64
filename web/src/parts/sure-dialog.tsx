import { ExclamationCircleFilled } from "@ant-design/icons"
import { Alert } from "antd"
import { type ReactNode, useRef, useState } from "react"
import { useT } from "../i18n"
import { Dialog } from "./dialog"
import { told } from "./told"

export interface Sure {
  readonly title: string
  readonly content?: ReactNode
  /** What the button says that does it. */
  readonly ok: string
  readonly danger?: boolean
  /** What is done; where it fails, the dialog stays open and says why. */
  readonly onOk: () => unknown
  readonly onGone?: () => void
}

/** Asks whether somebody is sure. */
export default function SureDialog({ title, content, ok, danger = false, onOk, onGone }: Sure) {
  const t = useT()
  const [open, setOpen] = useState(true)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState("")
  const doing = useRef(false)
  const go = async (): Promise<void> => {
    // A second click may come before the first is drawn.
    if (doing.current) return
    doing.current = true
    setBusy(true)
    setFailed("")
    try {
      await onOk()
      setOpen(false)
    } catch (error) {
      setFailed(told(error))
    } finally {
      doing.current = false
      setBusy(false)
    }
  }
  return (
    <Dialog
      className="sure"
      open={open}
      title={
        <>
          <ExclamationCircleFilled className="sure-sign" aria-hidden /> {title}
        </>
      }
      width={416}
      closable={false}
      keyboard={!busy}
      mask={{ closable: false }}
      okText={ok}
      okButtonProps={{ danger, autoFocus: true, loading: busy }}
      cancelText={t("access.cancel")}
      cancelButtonProps={{ disabled: busy }}
      onOk={() => void go()}
      onCancel={() => setOpen(false)}
      afterClose={onGone}
    >
      {content}
      {failed && <Alert type="error" showIcon title={failed} />}
    </Dialog>
  )
}
