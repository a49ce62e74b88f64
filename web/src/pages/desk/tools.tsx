import { Segmented } from "antd"
import { useT } from "../../i18n"
import { useShortcuts } from "../../keys"
import { Panel } from "../../parts/panel"
import { DoneList } from "./done"
import { Forms } from "./forms"
import { useField } from "./selection"
import { showTool, type Tool, useTool } from "./tool-choice"
import { Transfer } from "./transfer"

/** What is at hand beside the words: forms, transfer, what was done. */
export function Tools() {
  const t = useT()
  const { tool, count } = useTool()
  const live = useField("phase") === "live"
  const wanted = Object.values(useField("forms") ?? {}).filter((form) => form.wanted).length
  const shown: Tool = !live && tool === "transfer" ? "forms" : tool
  useShortcuts({ form: () => showTool("forms") })
  const options = [
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
          onChange={(next) => showTool(next, false)}
        />
      }
    >
      {shown === "forms" && <Forms focus={count} />}
      {shown === "transfer" && <Transfer focus={count} />}
      {shown === "done" && <DoneList />}
    </Panel>
  )
}
