import { useQuery, useQueryClient } from "@tanstack/react-query"
import { App, Button, Checkbox, Modal } from "antd"
import { useState } from "react"
import { call } from "../../api"
import { useT } from "../../i18n"
import type { WorkNotices } from "../../work-wire"

const KINDS = ["dispatched", "reminded", "lapsed", "escalated"] as const

/** One's own notices: the address for a calendar program, and what comes by e-mail. */
export function Feed() {
  const t = useT()
  const client = useQueryClient()
  const { message, modal } = App.useApp()
  const [open, setOpen] = useState(false)
  const query = useQuery({ queryKey: ["work-notices"], queryFn: () => call<WorkNotices>("GET", "me/notices"), enabled: open })
  const mine = query.data
  const put = async (change: { email?: string; kinds?: readonly string[] }): Promise<void> => {
    try {
      const made = await call<WorkNotices>("PUT", "me/notices", { email: mine?.email ?? "", kinds: mine?.kinds ?? [], ...change })
      client.setQueryData(["work-notices"], { ...made, feed: mine?.feed ?? "" })
      void message.success(t("work.saved"))
    } catch (error) {
      void message.error((error as Error).message)
    }
  }
  const renew = async (): Promise<void> => {
    try {
      client.setQueryData(["work-notices"], await call<WorkNotices>("POST", "me/feed", {}))
    } catch (error) {
      void message.error((error as Error).message)
    }
  }
  const ask = (): void => {
    if (!mine?.has_feed) void renew()
    else modal.confirm({ title: t("work.feed_renew"), content: t("work.feed_renew_why"), onOk: renew })
  }
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {t("work.notices")}
      </Button>
      <Modal open={open} onCancel={() => setOpen(false)} footer={null} title={t("work.notices")} width={560} destroyOnHidden>
        <h3>{t("work.feed")}</h3>
        <p className="quiet">{t("work.feed_is")}</p>
        {mine?.feed && (
          <p className="work-feed">
            <input className="field" readOnly value={mine.feed} aria-label={t("work.feed")} onFocus={(event) => event.target.select()} />
            <Button size="small" onClick={() => void navigator.clipboard.writeText(mine.feed).then(() => message.success(t("work.copied")))}>
              {t("work.copy")}
            </Button>
          </p>
        )}
        <Button size="small" onClick={ask}>
          {t(mine?.has_feed ? "work.feed_renew" : "work.feed_make")}
        </Button>
        <h3>{t("work.mail")}</h3>
        {mine && !mine.mail && <p className="quiet">{t("work.mail_off")}</p>}
        {mine && (
          <form
            className="work-ask"
            onSubmit={(event) => {
              event.preventDefault()
              void put({ email: String(new FormData(event.currentTarget).get("email") ?? "") })
            }}
          >
            <label className="work-field">
              <span>{t("work.mail_to")}</span>
              <span className="work-feed">
                <input className="field" name="email" type="email" defaultValue={mine.email} />
                <Button size="small" htmlType="submit">
                  {t("work.save")}
                </Button>
              </span>
            </label>
            <div className="work-kinds">
              {KINDS.map((kind) => (
                <Checkbox
                  key={kind}
                  checked={mine.kinds.includes(kind)}
                  onChange={(event) => void put({ kinds: event.target.checked ? [...mine.kinds, kind] : mine.kinds.filter((one) => one !== kind) })}
                >
                  {t(`work.notice.${kind}`)}
                </Checkbox>
              ))}
            </div>
          </form>
        )}
      </Modal>
    </>
  )
}
