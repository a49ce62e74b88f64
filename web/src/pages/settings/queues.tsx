import { DeleteOutlined, PlusOutlined } from "@ant-design/icons"
import { Button, Input } from "antd"
import { useState } from "react"
import { LOCALES, useT } from "../../i18n"
import { Nothing } from "../../parts/panel"
import { useSettings } from "./draft"
import { TextIn } from "./field"

const NAME = /^[a-z][a-z0-9_-]{0,29}$/

/** The queues of the centre; the first one takes chats that name none. */
export function Queues() {
  const t = useT()
  const { now, change } = useSettings()
  const [id, setId] = useState("")
  const queues = Object.entries(now.queues)
  const may = NAME.test(id) && !(id in now.queues)
  const add = (): void => {
    if (!may) return
    change({ queues: { ...now.queues, [id]: Object.fromEntries(LOCALES.map((one) => [one, id])) } })
    setId("")
  }
  return (
    <div className="queues">
      {queues.length === 0 && <Nothing>{t("set.queues_none")}</Nothing>}
      {queues.map(([queue, names]) => (
        <div key={queue} className="queue-row" role="group" aria-label={queue}>
          <code>{queue}</code>
          {LOCALES.map((one) => (
            <TextIn
              key={one}
              locale={one}
              label={queue}
              value={names[one] ?? ""}
              onChange={(text) => change({ queues: { ...now.queues, [queue]: { ...names, [one]: text } } })}
            />
          ))}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t("set.queue_remove", { queue })}
            title={t("set.queue_remove", { queue })}
            onClick={() => change({ queues: Object.fromEntries(queues.filter(([other]) => other !== queue)) })}
          />
        </div>
      ))}
      <div className="queue-add">
        <Input
          value={id}
          maxLength={30}
          aria-label={t("set.queue_id")}
          placeholder={t("set.queue_id")}
          onChange={(event) => setId(event.target.value.toLowerCase())}
          onPressEnter={add}
        />
        <Button icon={<PlusOutlined />} disabled={!may} onClick={add}>
          {t("set.queue_add")}
        </Button>
      </div>
      <p className="setting-hint">{t("set.queues_hint")}</p>
    </div>
  )
}
