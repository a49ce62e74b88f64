import { CheckOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useState } from "react"
import { later } from "../../parts/later"
import { useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { Kbd } from "../../parts/kbd"
import { useAsk } from "../../parts/use-ask"
import type { Outcome as Value } from "../../wire"
import { useField, useTalkId } from "./selection"

const Outcome = later(() => import("./outcome"))

/** What stands in place of the composer when the conversation is over. */
export function WrapUp() {
  const t = useT()
  const talk = useTalkId()
  const { ask } = useAsk()
  const by = useField("over_by") ?? ""
  const answered = useField("answered") != null
  const heard = useField("heard") ?? ""
  const [chosen, choose] = useState<Value | null>(null)
  const [note, setNote] = useState("")
  const wanted = Object.values(useField("forms") ?? {}).filter((form) => form.wanted)
  const outcome = chosen ?? heard
  const done = async (): Promise<void> => {
    if (outcome && !(await ask({ do: "dispose", talk, outcome: outcome as Value, note: note.trim() }))) return
    await ask({ do: "press", talk, key: "wrapped_up" })
  }
  useShortcuts({ done: () => void done() })
  const over = heard && !answered ? "call.rang_out" : by === "customer" ? "wrap.over_customer" : "wrap.over"
  return (
    <div className="wrap-up">
      <div>
        <strong>{t(over)}</strong>
        <p className="quiet">{wanted.length > 0 ? t("wrap.forms", { count: wanted.length }) : t("wrap.hint")}</p>
        {heard && <Outcome value={outcome} note={note} onValue={choose} onNote={setNote} />}
      </div>
      <Button type="primary" icon={<CheckOutlined />} onClick={() => void done()} aria-keyshortcuts="Control+Enter">
        {t("wrap.done")} <Kbd>Ctrl+Enter</Kbd>
      </Button>
    </div>
  )
}
