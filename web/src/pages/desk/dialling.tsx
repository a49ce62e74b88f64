import { PhoneOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useT } from "../../i18n"
import { useNow } from "../../live/hooks"
import { Kbd } from "../../parts/kbd"
import { span } from "../../parts/time"
import { useAsk } from "../../parts/use-ask"
import { useField, useTalkId } from "./selection"

/** What stands in place of the composer until somebody picks up. */
export function Dialling() {
  const t = useT()
  const talk = useTalkId()
  const { ask } = useAsk()
  const number = useField("number") ?? ""
  const arrived = useField("arrived") ?? 0
  const now = useNow(1000)
  return (
    <div className="wrap-up dialling" role="status">
      <PhoneOutlined className="dialling-icon" aria-hidden />
      <div className="dialling-text">
        <strong>{t("call.dialling", { number })}</strong> <span className="quiet">{span(now - arrived)}</span>
        <p className="quiet">{t("call.dialling_hint")}</p>
      </div>
      <Button danger onClick={() => void ask({ do: "press", talk, key: "hang_up" })} aria-keyshortcuts="F8">
        {t("call.give_up")} <Kbd>F8</Kbd>
      </Button>
    </div>
  )
}
