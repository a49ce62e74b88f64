import { Segmented } from "antd"
import { useState } from "react"
import { useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { Panel } from "../../parts/panel"
import { DoneList } from "./done"
import { Forms } from "./forms"
import { Leading } from "./leading"
import { useField } from "./selection"
import { showTool, type Tool, useTool } from "./tool-choice"
import { Transfer } from "./transfer"

/** What is at hand beside the words: forms, transfer, what was done. */
export function Tools() {
  const t = useT()
  const { tool, count } = useTool()
  const live = useField("phase") === "live"
  const wanted = Object.values(useField("forms") ?? {}).filter((form) => form.wanted).length
  // A call to a customer is led by its survey, and by what to say where it goes another way.
  const leads = useField("direction") === "outbound" && Boolean(useField("ref"))
  const [other, setOther] = useState(false)
  const wantedTool: Tool = leads && !other && tool === "forms" ? "leading" : tool
  const shown: Tool = (!live && wantedTool === "transfer") || (!leads && wantedTool === "leading") ? "forms" : wantedTool
  useShortcuts({
    form: () => {
      setOther(true)
      showTool("forms")
    },
  })
  const options = [
    ...(leads ? [{ value: "leading" as const, label: t("tool.leading") }] : []),
    {
      value: "forms" as const,
      label: (
        <>
          {t("tool.forms")}
          {wanted > 0 && <span className="count">{wanted}</span>}
        </>
      ),
    },
    ...(live ? [{ value: "transfer" as const, label: t("tool.transfer") }] : []),
    { value: "done" as const, label: t("tool.done") },
  ]
  return (
    <Panel
      title={t(`tool.${shown}`)}
      className="tools"
      extra={
        <Segmented<Tool>
          size="small"
          aria-label={t("tool.choose")}
          value={shown}
          options={options}
          onChange={(next) => {
            setOther(next !== "leading")
            showTool(next, false)
          }}
        />
      }
    >
      {shown === "leading" && <Leading />}
      {shown === "forms" && <Forms focus={count} />}
      {shown === "transfer" && <Transfer focus={count} />}
      {shown === "done" && <DoneList />}
    </Panel>
  )
}
