import { CheckOutlined } from "@ant-design/icons"
import { Button } from "antd"
import { useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { Kbd } from "../../parts/kbd"
import { useAsk } from "../../parts/use-ask"
import { useField, useTalkId } from "./selection"

/** What stands in place of the composer when the conversation is over. */
export function WrapUp() {
  const t = useT()
  const talk = useTalkId()
  const { ask } = useAsk()
  const by = useField("over_by") ?? ""
  const wanted = Object.values(useField("forms") ?? {}).filter((form) => form.wanted)
  const done = (): void => void ask({ do: "press", talk, key: "wrapped_up" })
  useShortcuts({ done })
  return (
    <div className="wrap-up">
      <div>
        <strong>{t(by === "customer" ? "wrap.over_customer" : "wrap.over")}</strong>
        <p className="quiet">{wanted.length > 0 ? t("wrap.forms", { count: wanted.length }) : t("wrap.hint")}</p>
      </div>
      <Button type="primary" icon={<CheckOutlined />} onClick={done} aria-keyshortcuts="Control+Enter">
        {t("wrap.done")} <Kbd>Ctrl+Enter</Kbd>
      </Button>
    </div>
  )
}
